"""Studies with their lists and classes, commitments, models, praise, courses."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import Column, Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.study.models import (
    Commitment,
    CommitmentReview,
    GoodModel,
    Learner,
    ModelStage,
    Praise,
    Study,
    StudySession,
    Trainee,
    Training,
)

_STUDY = (
    "kind", "title", "theme_year", "frozen_on", "closes_on", "harvest_due_on", "register_by",
)  # fmt: skip
_SESSION = ("held_on", "place", "speaker", "others_present", "others_said")
_COMMITMENT = ("kind", "year", "made_on", "text", "act")
_MODEL = ("name", "about", "registered_on")
_TRAINING = ("kind", "name", "held_by", "first_day", "last_day", "planned")
_RESULT = ("result", "certificate_number", "certificate_on", "dropped_reason")


def _studies(of: Extract) -> Iterator[Row]:
    rows = {row.pk: row for row in of.studied.studies}
    for pk, name in of.studied.study_keys.items():
        row = rows[pk]
        papers = of.studied.study_papers.get(pk, [])
        yield {
            "key": name,
            "organisation": of.organisation_keys[row.organisation_id],
            **{name: getattr(row, name) for name in _STUDY},
            "papers": sorted(of.paper_keys[paper] for paper in papers),
            **of.ended(row, "cancelled_on", "cancel_reason"),
        }


STUDIES = SheetKind(
    "studies",
    _("Đợt học tập"),
    _("Học tập, quán triệt nghị quyết và chuyên đề năm, với ngày chốt danh sách."),
    (
        key(_("Mã đợt học")),
        ref("organisation", _("Nơi tổ chức học"), "organisations", required=True),
        *of_model(Study, *_STUDY),
        Column("papers", _("Văn bản"), _("Văn bản phải quán triệt."), "refs", of="papers"),
        *of_model(Study, "cancelled_on", "cancel_reason"),
    ),
    _studies,
    prefix="HT",
    since=2,
)


def _learners(of: Extract) -> Iterator[Row]:
    for row in of.studied.learners:
        yield {
            "study": of.studied.study_keys[row.study_id],
            "person": of.person_keys[row.person_id],
            "cell": of.organisation_keys[row.cell_id],
            "outside": row.outside,
            "outside_reason": row.outside_reason,
            "harvest_on": of.until(row.harvest_on),
        }


LEARNERS = SheetKind(
    "learners",
    _("Danh sách phải học"),
    _("Ai có trong danh sách đã chốt, thuộc chi bộ nào khi ấy, ngoài diện vì sao, nộp thu hoạch."),
    (
        ref("study", _("Đợt học"), "studies", required=True),
        ref("person", _("Đảng viên"), "people", required=True),
        ref("cell", _("Chi bộ"), "organisations", required=True),
        *of_model(Learner, "outside", "outside_reason", "harvest_on"),
    ),
    _learners,
    since=2,
)


def _sessions(of: Extract) -> Iterator[Row]:
    for row in of.studied.sessions:
        yield {
            "key": of.studied.session_keys[row.pk],
            "study": of.studied.study_keys[row.study_id],
            **{name: getattr(row, name) for name in _SESSION},
        }


STUDY_SESSIONS = SheetKind(
    "study_sessions",
    _("Lớp học tập"),
    _("Mỗi dòng một lớp; người ngoài Đảng chỉ là số người."),
    (
        key(_("Mã lớp học tập")),
        ref("study", _("Đợt học"), "studies", required=True),
        *of_model(StudySession, *_SESSION),
    ),
    _sessions,
    prefix="LP",
    since=2,
)


def _turns(of: Extract) -> Iterator[Row]:
    for session, person in of.studied.turns:
        yield {"session": of.studied.session_keys[session], "person": of.person_keys[person]}


STUDY_TURNS = SheetKind(
    "study_turns",
    _("Lượt dự học"),
    _("Đảng viên có mặt ở từng lớp; một người dự hai lớp là hai dòng."),
    (
        ref("session", _("Lớp học tập"), "study_sessions", required=True),
        ref("person", _("Đảng viên"), "people", required=True),
    ),
    _turns,
    since=2,
)


def _commitments(of: Extract) -> Iterator[Row]:
    for row in of.studied.commitments:
        yield {
            "key": of.studied.commitment_keys[row.pk],
            "unit": of.organisation_keys[row.unit_id],
            "person": of.person_keys.get(row.person_id or 0, ""),
            **{name: getattr(row, name) for name in _COMMITMENT},
            "paper": of.paper_keys.get(row.paper_id or 0, ""),
            **of.ended(row, "withdrawn_on", "withdraw_reason"),
        }


COMMITMENTS = SheetKind(
    "commitments",
    _("Đăng ký, cam kết"),
    _("Đăng ký, kế hoạch làm theo Bác, cam kết nêu gương, chuẩn mực đạo đức theo năm."),
    (
        key(_("Mã đăng ký")),
        ref("unit", _("Đơn vị"), "organisations", required=True),
        ref("person", _("Đảng viên"), "people", _("Để trống là của chính đơn vị.")),
        *of_model(Commitment, *_COMMITMENT),
        ref("paper", _("Văn bản"), "papers"),
        *of_model(Commitment, "withdrawn_on", "withdraw_reason"),
    ),
    _commitments,
    prefix="CK",
    since=2,
)


def _reviews(of: Extract) -> Iterator[Row]:
    for row in of.studied.reviews:
        yield {
            "commitment": of.studied.commitment_keys[row.commitment_id],
            "quarter": row.quarter,
            "reviewed_on": row.reviewed_on,
            "outcome": row.outcome,
            "remark": row.remark,
        }


COMMITMENT_REVIEWS = SheetKind(
    "commitment_reviews",
    _("Kiểm điểm quý"),
    _("Kết quả kiểm điểm việc làm theo từng quý."),
    (
        ref("commitment", _("Đăng ký"), "commitments", required=True),
        *of_model(CommitmentReview, "quarter", "reviewed_on", "outcome", "remark"),
    ),
    _reviews,
    since=2,
)


def _models(of: Extract) -> Iterator[Row]:
    for row in of.studied.models:
        yield {
            "key": of.studied.model_keys[row.pk],
            "unit": of.organisation_keys[row.unit_id],
            "person": of.person_keys.get(row.person_id or 0, ""),
            **{name: getattr(row, name) for name in _MODEL},
            **of.ended(row, "ended_on", "end_reason"),
        }


GOOD_MODELS = SheetKind(
    "good_models",
    _("Mô hình làm theo Bác"),
    _("Mô hình tập thể, cá nhân đã đăng ký; bắt đầu ở tình trạng đang thực hiện."),
    (
        key(_("Mã mô hình")),
        ref("unit", _("Đơn vị"), "organisations", required=True),
        ref("person", _("Cá nhân"), "people", _("Để trống là mô hình tập thể.")),
        *of_model(GoodModel, *_MODEL, "ended_on", "end_reason"),
    ),
    _models,
    prefix="MH",
    since=2,
)


def _stages(of: Extract) -> Iterator[Row]:
    for row in of.studied.stages:
        yield {
            "model": of.studied.model_keys[row.model_id],
            "stage": row.stage,
            "started_on": row.started_on,
            "remark": row.remark,
        }


MODEL_STAGES = SheetKind(
    "model_stages",
    _("Tình trạng mô hình"),
    _("Những lần đổi tình trạng sau khi đăng ký, theo thứ tự ngày."),
    (
        ref("model", _("Mô hình"), "good_models", required=True),
        *of_model(ModelStage, "stage", "started_on", "remark"),
    ),
    _stages,
    since=2,
)


def _praise(of: Extract) -> Iterator[Row]:
    for row in of.studied.praise:
        yield {
            "giver": of.organisation_keys[row.giver_id],
            "given_on": row.given_on,
            "unit": of.organisation_keys.get(row.unit_id or 0, ""),
            "person": of.person_keys.get(row.person_id or 0, ""),
            "model": of.studied.model_keys.get(row.model_id or 0, ""),
            "what": row.what,
            "paper": of.paper_keys.get(row.paper_id or 0, ""),
        }


PRAISE = SheetKind(
    "praise",
    _("Biểu dương"),
    _("Tập thể, cá nhân được biểu dương, khen thưởng vì học tập và làm theo Bác."),
    (
        ref("giver", _("Nơi biểu dương"), "organisations", required=True),
        *of_model(Praise, "given_on"),
        ref("unit", _("Tập thể"), "organisations", _("Tập thể, hoặc cá nhân.")),
        ref("person", _("Cá nhân"), "people"),
        ref("model", _("Mô hình"), "good_models"),
        *of_model(Praise, "what"),
        ref("paper", _("Quyết định"), "papers"),
    ),
    _praise,
    since=2,
)


def _trainings(of: Extract) -> Iterator[Row]:
    for row in of.studied.trainings:
        yield {
            "key": of.studied.training_keys[row.pk],
            "organiser": of.organisation_keys[row.organiser_id],
            **{name: getattr(row, name) for name in _TRAINING},
        }


TRAININGS = SheetKind(
    "trainings",
    _("Đào tạo, bồi dưỡng"),
    _("Lớp cán bộ, đảng viên được cử đi học, trừ lớp nhận thức về Đảng và lớp đảng viên mới."),
    (
        key(_("Mã lớp đào tạo")),
        ref("organiser", _("Sổ của"), "organisations", required=True),
        *of_model(Training, *_TRAINING),
    ),
    _trainings,
    prefix="DT",
    since=2,
)


def _trainees(of: Extract) -> Iterator[Row]:
    for row in of.studied.trainees:
        told = of.until(row.certificate_on) or row.certificate_on is None
        yield {
            "training": of.studied.training_keys[row.training_id],
            "person": of.person_keys[row.person_id],
            "sent_by": of.organisation_keys[row.sent_by_id],
            **{name: getattr(row, name) if told else None for name in _RESULT},
        }


TRAINEES = SheetKind(
    "trainees",
    _("Người được cử đi học"),
    _("Mỗi dòng một lượt cử, với kết quả và văn bằng, chứng chỉ."),
    (
        ref("training", _("Lớp"), "trainings", required=True),
        ref("person", _("Người"), "people", required=True),
        ref("sent_by", _("Đơn vị cử"), "organisations", required=True),
        *of_model(Trainee, *_RESULT),
    ),
    _trainees,
    since=2,
)

STUDIED = (
    STUDIES,
    LEARNERS,
    STUDY_SESSIONS,
    STUDY_TURNS,
    COMMITMENTS,
    COMMITMENT_REVIEWS,
    GOOD_MODELS,
    MODEL_STAGES,
    PRAISE,
    TRAININGS,
    TRAINEES,
)
