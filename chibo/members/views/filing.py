"""Keeping one file: correcting sections, levels, offices, the lists inside."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.overtaking import mindful
from chibo.base.views.filling_in import posted
from chibo.members.actions.files import Level, correct_file, record_level, withdraw_level
from chibo.members.actions.life import record_entry, withdraw_entry
from chibo.members.actions.posts import begin_post, end_post
from chibo.members.forms.columns import SECTIONS, places
from chibo.members.forms.files import SectionForm
from chibo.members.forms.moving import EndForm, WithdrawForm
from chibo.members.forms.standing import ENTRIES, LevelForm, PostForm
from chibo.members.models import Person
from chibo.members.queries.choices import kept_line, papers_for
from chibo.members.rules import may_keep_posts
from chibo.members.views.acting import fill_in, paper_of
from chibo.members.views.finding import person_or_404
from chibo.members.views.moving import PLACES, about_person, kept_person
from chibo.members.views.timeline import level_name, post_name
from chibo.organisations.models import Organisation, Place
from chibo.organisations.queries.tree import NotInTree, branch


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


def add_post(request: HttpRequest, key: int) -> HttpResponse:
    """The person takes an office."""
    person, user, path = kept_person(request, key)
    offices = kept_line(user, path)[::-1]
    today = timezone.localdate()
    where = Place.objects.on(today).filter(area__in=[one.pk for one in offices]).order_by("name")
    form = PostForm(
        posted(request),
        organisations=offices,
        village_places=list(where),
        papers=papers_for(user, path),
        about=_("Chức vụ của đồng chí {name}").format(name=person.full_name),
    )

    def act() -> Any:
        given = form.cleaned_data
        told = {name: given[name] for name in ("term", "gained", "seconded_from")}
        return begin_post(
            person,
            given["position"],
            Organisation.objects.get(pk=int(given["organisation"])),
            given["on"],
            by=user,
            place=where.get(pk=int(given["place"])) if given["place"] else None,
            paper=paper_of(form, path, by=user),
            **told,
        )

    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi chức vụ."),
        back=person.get_absolute_url(),
        page=about_person(person, _("Ghi chức vụ"), _("Ghi chức vụ")),
        places=PLACES,
    )


def finish_post(request: HttpRequest, key: int, post_id: int) -> HttpResponse:
    """The person no longer holds the office."""
    person, user = person_or_404(request, key), signed_in(request)
    post = person.posts.open().filter(pk=post_id).select_related("organisation", "place").first()
    if post is None or not _keeps(request, post.organisation_id):
        raise Http404
    form = EndForm(posted(request))
    return fill_in(
        request,
        form,
        lambda: end_post(post, form.cleaned_data["on"], form.cleaned_data["reason"], by=user),
        done=_("Đã ghi ngày thôi giữ chức vụ."),
        back=person.get_absolute_url(),
        page=about_person(
            person, _("Thôi giữ chức vụ: {name}").format(name=post_name(post)), _("Ghi")
        ),
        places=PLACES,
    )


def _keeps(request: HttpRequest, organisation: int) -> bool:
    try:
        where = branch(organisation, timezone.localdate())
    except NotInTree:
        return False
    return may_keep_posts(signed_in(request), where)


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
