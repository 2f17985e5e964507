"""Keeping one file: correcting sections, levels, the lists inside."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.overtaking import mindful
from chibo.base.views.filling_in import posted
from chibo.members.actions.files import Level, correct_file, record_level, withdraw_level
from chibo.members.actions.life import record_entry, withdraw_entry
from chibo.members.forms.columns import SECTIONS, places
from chibo.members.forms.files import SectionForm
from chibo.members.forms.moving import WithdrawForm
from chibo.members.forms.standing import ENTRIES, LevelForm
from chibo.members.models import Person
from chibo.members.views.acting import fill_in
from chibo.members.views.moving import about_person, kept_person
from chibo.members.views.timeline import level_name


def correct(request: HttpRequest, key: int, section: str) -> HttpResponse:
    """Put one section of the file right."""
    person, user, _path = kept_person(request, key)
    if section not in SECTIONS:
        raise Http404
    form = mindful(SectionForm(posted(request), section=section, person=person))
    return fill_in(
        request,
        form,
        lambda: correct_file(person, form.facts, by=user, reason=form.cleaned_data["why"]),
        done=_("Đã sửa hồ sơ."),
        back=person.get_absolute_url(),
        page=about_person(person, _("Sửa: {what}").format(what=form.title), _("Ghi hồ sơ")),
        places=places(),
    )


def add_level(request: HttpRequest, key: int) -> HttpResponse:
    """Record a level reached."""
    person, user, _path = kept_person(request, key)
    form = LevelForm(posted(request))
    return fill_in(
        request,
        form,
        lambda: record_level(person, Level(**form.level), by=user),
        done=_("Đã ghi trình độ."),
        back=person.get_absolute_url(),
        page=about_person(person, _("Thêm trình độ"), _("Ghi trình độ")),
        places={"level": "what", "reached_on": "reached"},
    )


def drop_level(request: HttpRequest, key: int, level_id: int) -> HttpResponse:
    """Take back a level, with the reason."""
    person, user, _path = kept_person(request, key)
    level = person.qualifications.filter(pk=level_id).first()
    if level is None:
        raise Http404
    form = WithdrawForm(posted(request))
    title = _("Rút trình độ: {what}").format(what=level_name(level))
    return fill_in(
        request,
        form,
        lambda: withdraw_level(level, form.cleaned_data["reason"], by=user),
        done=_("Đã rút trình độ."),
        back=person.get_absolute_url(),
        page=about_person(person, title, _("Rút trình độ")),
    )


def add_entry(request: HttpRequest, key: int, which: str) -> HttpResponse:
    """A line more in one of the lists of the file."""
    person, _user, _path = kept_person(request, key)
    return _entry(request, person, which, None)


def correct_entry(request: HttpRequest, key: int, which: str, entry_id: int) -> HttpResponse:
    person, _user, _path = kept_person(request, key)
    return _entry(request, person, which, entry_id)


def _entry(request: HttpRequest, person: Person, which: str, entry_id: int | None) -> HttpResponse:
    title, form_class, _relation = _list_of(which)
    entry = _found(person, which, entry_id) if entry_id else form_class._meta.model(person=person)
    form = form_class(posted(request), instance=entry)
    if entry_id:
        mindful(form)
    return fill_in(
        request,
        form,
        lambda: record_entry(form.instance, by=signed_in(request)),
        done=_("Đã ghi: {what}.").format(what=str(title).lower()),
        back=reverse("members:entries", args=[person.pk]),
        page=about_person(person, str(title), _("Ghi")),
    )


def drop_entry(request: HttpRequest, key: int, which: str, entry_id: int) -> HttpResponse:
    """Take a line of the file back, with the reason."""
    person, user, _path = kept_person(request, key)
    title, _form, _relation = _list_of(which)
    entry, form = _found(person, which, entry_id), WithdrawForm(posted(request))
    return fill_in(
        request,
        form,
        lambda: withdraw_entry(entry, form.cleaned_data["reason"], by=user),
        done=_("Đã bỏ dòng này."),
        back=reverse("members:entries", args=[person.pk]),
        page=about_person(person, _("Bỏ một dòng: {what}").format(what=title), _("Bỏ dòng này")),
    )


def _list_of(which: str) -> Any:
    if which not in ENTRIES:
        raise Http404
    return ENTRIES[which]


def _found(person: Person, which: str, entry_id: int) -> Any:
    _title, _form, relation = _list_of(which)
    entry = getattr(person, relation).filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    return entry
