import os

from django.core.wsgi import get_wsgi_application

from chibo.base.apart import work_apart
from chibo.base.memory import GivesBack

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.settings")
application = GivesBack(get_wsgi_application())
work_apart()
