import os

from django.core.wsgi import get_wsgi_application

from chibo.base.memory import GivesBack
from chibo.base.papers.printing import print_apart

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.settings")
application = GivesBack(get_wsgi_application())
print_apart()
