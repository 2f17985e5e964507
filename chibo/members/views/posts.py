"""Offices of one person: taken, laid down, put right, taken back."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.overtaking import mindful
from chibo.base.views.filling_in import posted
from chibo.members.actions.posts import Holding, begin_post, end_post
from chibo.members.actions.posts_put_right import correct_post, withdraw_post
from chibo.members.forms.moving import EndForm, WithdrawForm
from chibo.members.forms.posts import CorrectPostForm, PostForm
from chibo.members.models import Person, Post
from chibo.members.queries.choices import kept_line, papers_for
from chibo.members.rules import may_keep_posts
from chibo.members.views.acting import fill_in, paper_of
from chibo.members.views.finding import person_or_404
from chibo.members.views.moving import PLACES, about_person, kept_person
from chibo.members.views.timeline import post_name
from chibo.organisations.models import Organisation, Place
from chibo.organisations.queries.tree import Branch, NotInTree, branch

_CORRECTED = {"started_on": "on", "ended_on": "until"}


def add_post(request: HttpRequest, key: int) -> HttpResponse:
    """The person takes an office."""
    person, user, path = kept_person(request, key)
    offices = kept_line(user, path)[::-1]
    where = _places(offices)
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


def _places(offices: list[Branch]) -> QuerySet[Place]:
    rows = Place.objects.on(timezone.localdate())
    return rows.filter(area__in=[one.pk for one in offices]).order_by("name")


def finish_post(request: HttpRequest, key: int, post_id: int) -> HttpResponse:
    """The person no longer holds the office."""
    person, user, post = _kept_post(request, key, post_id)
    if post.ended_on:
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


def put_post_right(request: HttpRequest, key: int, post_id: int) -> HttpResponse:
    """Something was written wrongly of the office: where, since when, which."""
    person, user, post = _kept_post(request, key, post_id)
    offices = _offered(user, post)
    where = _places(offices)
    form = mindful(
        CorrectPostForm(
            posted(request), post=post, organisations=offices, village_places=list(where)
        )
    )

    def act() -> Any:
        told = _told(form, post, where)
        return correct_post(post, told, form.cleaned_data["why"], by=user)

    return fill_in(
        request,
        form,
        act,
        done=_("Đã sửa chức vụ."),
        back=person.get_absolute_url(),
        page=about_person(
            person, _("Sửa chức vụ: {name}").format(name=post_name(post)), _("Ghi chức vụ")
        ),
        places=_CORRECTED,
    )


def _told(form: CorrectPostForm, post: Post, places: QuerySet[Place]) -> Holding:
    given = form.cleaned_data
    return Holding(
        post.person,
        given["position"],
        Organisation.objects.get(pk=int(given["organisation"])),
        given["on"],
        given.get("until"),
        given.get("end_reason", ""),
        _place_of(given["place"], post, places),
        body=post.body,
        paper=post.paper,
        **{name: given[name] for name in ("term", "gained", "seconded_from")},
    )


def _place_of(chosen: str, post: Post, places: QuerySet[Place]) -> Place | None:
    """The village chosen; the post's own may have ended since."""
    if not chosen:
        return None
    return post.place if chosen == str(post.place_id) else places.get(pk=int(chosen))


def _offered(user: User, post: Post) -> list[Branch]:
    """What the user keeps around the office, itself first."""
    own = branch(post.organisation, timezone.localdate())
    person = post.person.memberships.order_by("-started_on").first()
    around = [*kept_line(user, own.path), *(kept_line(user, person.path) if person else [])]
    return list({one.pk: one for one in (own, *reversed(around))}.values())


def drop_post(request: HttpRequest, key: int, post_id: int) -> HttpResponse:
    """The office was written by mistake: it goes, with the reason in the journal."""
    person, user, post = _kept_post(request, key, post_id)
    form = WithdrawForm(posted(request))
    return fill_in(
        request,
        form,
        lambda: withdraw_post(post, form.cleaned_data["reason"], by=user),
        done=_("Đã bỏ chức vụ ghi nhầm."),
        back=person.get_absolute_url(),
        page=about_person(
            person, _("Bỏ chức vụ ghi nhầm: {name}").format(name=post_name(post)), _("Bỏ chức vụ")
        ),
    )


def _kept_post(request: HttpRequest, key: int, post_id: int) -> tuple[Person, User, Post]:
    """An office of the person whose unit's records the user keeps; 404 otherwise."""
    person, user = person_or_404(request, key), signed_in(request)
    post = person.posts.filter(pk=post_id).select_related("organisation", "place", "paper").first()
    if post is None or not _keeps(user, post.organisation_id):
        raise Http404
    return person, user, post


def _keeps(user: User, organisation: int) -> bool:
    try:
        where = branch(organisation, timezone.localdate())
    except NotInTree:
        return False
    return may_keep_posts(user, where)
