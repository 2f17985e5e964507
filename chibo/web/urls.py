from django.urls import path

from chibo.web.views.sample import sample, sample_paper
from chibo.web.views.text_size import switch_text_size

app_name = "web"
urlpatterns = [
    path("_mau", sample, name="sample"),
    path("_mau/ban-in", sample_paper, name="sample_paper"),
    path("co-chu", switch_text_size, name="switch_text_size"),
]
