const VERSION = "{{ version }}";
const SHELL = [{% for url in urls %}"{{ url|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
{{ code|safe }}
