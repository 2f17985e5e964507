"""Keys of organisations elsewhere: taken down with their fingerprint compared, given up with a reason."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.envelopes import Card, Own
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch
from chibo.reports.models import KnownKey
from chibo.reports.rules.carrying import may_keep_keys


@transaction.atomic
def take_down_key(
    keeper: Branch,
    organisation: Organisation,
    card: str,
    heard: str,
    compared_with: str,
    *,
    by: User,
) -> KnownKey:
    """`heard` is the fingerprint as the other side read it out: a card that does not have it was changed on
    the way, or is somebody else's."""
    require(by, may_keep_keys, keeper)
    told = Card.parse(card)
    if told == Own(keeper.pk).card:
        raise Refusal(_("Đây là mã khóa của chính đơn vị mình. Dán mã khóa đơn vị kia gửi."))
    if "".join(heard.split()).upper() != told.fingerprint.replace(" ", ""):
        raise Refusal(
            _(
                "Dấu khóa nghe đọc không khớp mã khóa đã dán: nghe đọc lại; vẫn không khớp thì mã khóa "
                "không phải của đơn vị ấy, đừng dùng."
            )
        )
    made = KnownKey(
        keeper_id=keeper.pk,
        organisation=organisation,
        card=told.text,
        mark=told.mark.hex(),
        compared_with=clean(compared_with),
        known_from=timezone.localdate(),
        added_by=by,
    )
    made.full_clean()
    made.save()
    note(by, "key.taken_down", made, path=keeper.path)
    return made


@transaction.atomic
def retire_key(key: KnownKey, keeper: Branch, why: str, *, by: User) -> KnownKey:
    """Files signed with it are no longer taken in, none are made for it; what came in before stays."""
    require(by, may_keep_keys, keeper)
    kept = KnownKey.objects.select_for_update().get(pk=key.pk)
    if kept.retired_on:
        raise Refusal(_("Khóa này đã thôi dùng từ trước."))
    before = snapshot(kept)
    kept.retired_on, kept.retired_because = timezone.localdate(), clean(why)
    kept.full_clean()
    kept.save()
    note(by, "key.retired", kept, path=keeper.path, before=before, reason=kept.retired_because)
    return kept
