"""The addresses that providers of text messages call: receipts and replies.

Neither OVH nor Brevo signs what it sends: whoever calls must know a secret, in the Authorization header (Brevo) or in the address (OVH
can do nothing else). It is compared in constant time; the same call twice changes nothing the second time.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden, HttpResponseNotAllowed
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from . import incoming, receipts
from .gateways import webhook_of


@csrf_exempt
@never_cache
def receive(request: HttpRequest, gateway: str, secret: str = "") -> HttpResponse:
    """Take what a provider says. 404 where it is not set up, 403 without its secret, 400 for what is none of its calls."""
    webhook = webhook_of(gateway)
    if webhook is None:
        raise Http404
    if not constant_time_compare(secret or _bearer(request), webhook.secret):
        return HttpResponseForbidden()
    if request.method not in webhook.methods:
        return HttpResponseNotAllowed(webhook.methods)
    try:
        told, answered = webhook.receipts_of(request), webhook.replies_of(request)
    except ValueError:
        return HttpResponseBadRequest()
    for receipt in told:
        receipts.apply(gateway, receipt)
    for reply in answered:
        incoming.receive(gateway, reply.provider_id, reply.number, reply.text, reply.at)
    return HttpResponse(status=204)


def _bearer(request: HttpRequest) -> str:
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""
