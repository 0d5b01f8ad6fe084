"""Settings and addresses of a site whose every view is empty: what the server, the middleware and the client cost by themselves.

`make bench` sends it the same requests as the real site, in the same run.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt

from config.settings.production import *  # noqa: F403

ROOT_URLCONF = "scripts.empty_site"


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [re_path("", nothing)]
