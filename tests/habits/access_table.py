"""Who gets which page in their own branch, as one reads it: page × duty.

    o  the page            -  not there for them (404)        x  told no (403)
    >  sent to another page     .  the address takes no such request

The records are those of bản Trên: the office, the secretary, the deputy and the inspection
committee of the commune stand above it, the committee member in charge and the cell's own three
in it, the member in the cell next to it. What lies in the neighbouring commune is 404 for all of
them, and what lies in bản Dưới is 404 for those of bản Trên; the walk knows that by itself.
"""

from functools import cache

from chibo.organisations.models import Role

COLUMNS = {
    "adm": Role.ADMIN,
    "off": Role.OFFICE,
    "sec": Role.SECRETARY,
    "dep": Role.DEPUTY,
    "ins": Role.INSPECTION,
    "chg": Role.IN_CHARGE,
    "cse": Role.CELL_SECRETARY,
    "cde": Role.CELL_DEPUTY,
    "cco": Role.CELL_COMMITTEE,
    "mem": Role.MEMBER,
    "sup": Role.SUPERIOR,
    "nam": Role.SUPERIOR_NAMES,
    "aud": Role.AUDITOR,
}

# One sign alone stands for everybody.
TABLE = """
GET                               adm off sec dep ins chg cse cde cco mem sup nam aud
account_change_password            o
account_home                       o
account_reauthenticate             o

api:assignments                    x   o   o   o   o   o   o   o   o   -   x   o   -
api:documents                      x   o   o   o   o   o   o   o   o   -   x   o   -
api:figure                         !
api:figure?org                     o   o   o   o   o   o   o   o   o   -   o   o   -
api:figure_keys                    o
api:figure_rows                    !
api:figure_rows?org                x   o   o   o   o   o   o   o   o   -   x   o   -
api:figures                        o
api:import                         -   o   -   -   -   -   -   -   -   -   -   -   -
api:meeting                        -   o   o   o   o   o   o   o   o   -   -   o   -
api:meetings                       x   o   o   o   o   o   o   o   o   -   x   o   -
api:members                        x   o   o   o   o   o   o   o   o   -   x   o   -
api:organisation                   o   o   o   o   o   o   o   o   o   -   o   o   -
api:organisations                  o
api:reference                      o
api:token                          o

admissions:admit                   -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:admit_known             -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:case_forms              -   o   o   o   -   -   o   -   -   -   -   -   -
admissions:case_paper              -   o   o   o   -   -   o   -   -   -   -   -   -
admissions:case                    -   o   o   o   o   o   o   o   o   -   -   o   -
admissions:case_back               -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_background         -   o   o   o   -   -   o   -   -   -   -   -   -
admissions:case_card               -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:case_ceremony           -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:case_check              -   o   -   -   -   -   o   -   -   -   -   -   -
admissions:case_decision           -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:case_edit_opinion       -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_guide              -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_leave              -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_move               -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_new_check          -   o   -   -   -   -   o   -   -   -   -   -   -
admissions:case_note               -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_opinion            -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_mark               -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_recognition        -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:case_referee            -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_relieve            -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_reopen             -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_review             -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_to_cell            -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_withdraw_review    -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:board                   o   o   o   o   o   o   o   o   o   -   o   o   -
admissions:candidates              -   o   o   o   o   o   o   o   o   -   -   o   -
admissions:case_of                 -   >   >   >   >   >   >   >   >   -   -   >   -
admissions:certify                 -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:correct_course          -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:course                  -   o   o   o   o   o   o   o   o   -   -   o   -
admissions:course_paper            -   o   o   o   -   -   o   -   -   -   -   -   -
admissions:courses                 -   o   o   o   o   o   o   o   o   -   -   o   -
admissions:drop_participant        -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:many_forms              -   o   o   o   -   -   o   -   -   -   -   -   -
admissions:many_papers             -
admissions:many_papers?ho-so       -   o   o   o   -   -   o   -   -   -   -   -   -
admissions:open_case               -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:freeze_heads            -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:funnel                  o   o   o   o   o   o   o   o   o   -   o   o   -
admissions:give_targets            -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:heads                   o   o   o   o   o   o   o   o   o   -   o   o   -
admissions:open_course             -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:print_candidates        -   o   o   o   -   -   o   -   -   -   -   -   -
admissions:recognise               -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:send_to_course          -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:sources                 o   o   o   o   o   o   o   o   o   -   o   o   -
admissions:targets                 o   o   o   o   o   o   o   o   o   -   o   o   -
admissions:withdraw_cohort         -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:withdraw_course         -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:withdraw_participant    -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:withdraw_recognition    -   o   -   -   -   -   -   -   -   -   -   -   -

assignments:extend                 -   o   o   o   o   -   o   o   -   -   -   -   -
assignments:finish                 -   o   o   o   o   -   o   o   -   -   -   -   -
assignments:judge                  -   o   o   o   o   -   o   o   -   -   -   -   -
assignments:list                   -   o   o   o   o   o   o   o   o   -   -   o   -
assignments:results                -   o   o   o   o   o   o   o   o   -   -   o   -
assignments:new                    -   o   o   o   o   -   o   o   -   -   -   -   -
assignments:page                   -   o   o   o   o   o   o   o   o   -   -   o   -
assignments:report                 -   o   o   o   o   -   o   o   -   -   -   -   -
cleaning:bulk                      -   o   -   -   -   -   -   -   -   -   -   -   -
cleaning:desk                      o   o   o   o   o   o   o   o   o   -   o   o   -
cleaning:keep                      -   o   -   -   -   -   -   -   -   -   -   -   -
cleaning:keep_person               -   o   -   -   -   -   -   -   -   -   -   -   -
cleaning:kept                      -   o   o   o   o   o   o   o   o   -   -   o   -
cleaning:list                      -   o   o   o   o   o   o   o   o   -   -   o   -
cleaning:person                    -   o   o   o   o   o   o   o   o   -   -   o   -
cleaning:person_slip               -   o   o   o   o   o   o   o   o   -   -   o   -
cleaning:rules                     o
cleaning:slips                     -   o   o   o   -   -   o   -   -   -   -   -   -
inspection:add_item                -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:add_objects             -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:archive                 -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:book                    -   -   -   -   -   -   o   -   -   -   -   -   -
inspection:cancel_discipline       -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:complaint               -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:complaints              -   -   -   -   -   -   o   -   -   -   -   -   -
inspection:conclude                -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:decision_paper          -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:discipline              -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:disciplines             -   -   -   -   -   -   o   -   -   -   -   -   -
inspection:dismiss_reader          -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:drop_item               -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:findings                -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:give_up                 -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:hand_over               -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:list                    o   o   o   o   o   o   o   o   o   -   o   o   -
inspection:mine                    o
inspection:new                     -   -   -   -   -   -   o   -   -   -   -   -   -
inspection:new_complaint           -   -   -   -   -   -   o   -   -   -   -   -   -
inspection:new_discipline          -   -   -   -   -   -   o   -   -   -   -   -   -
inspection:new_programme           -   -   -   -   -   -   o   -   -   -   -   -   -
inspection:page                    -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:paper                   -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:pause                   -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:programmes              -   -   -   -   -   -   o   -   -   -   -   -   -
inspection:reader                  -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:recheck                 -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:remedy                  -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:resume                  -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:settle                  -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:step                    -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:team                    -   -   -   -   o   -   -   -   -   -   -   -   -
meetings:assign                    -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:by_hand                   -   o   o   o   -   -   o   o   -   -   -   -   -
meetings:check                     -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:content                   -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:enter_recorder             >
meetings:end_liaison               -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:follow_up                 -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:from_file                 -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:guest                     -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:invitation                -   o   o   o   -   -   o   o   -   -   -   -   -
meetings:item                      -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:liaison                   -   o   o   o   o   o   o   o   o   -   -   o   -
meetings:liaisons                  -   o   o   o   o   o   o   o   o   -   -   o   -
meetings:liaisons_paper            -   o   o   o   -   -   o   o   -   -   -   -   -
meetings:list                      -   o   o   o   o   o   o   o   o   -   -   o   -
meetings:month                     -   o   o   o   -   -   o   o   -   -   -   -   -
meetings:month_papers              -
meetings:month_papers?buoi         -   o   o   o   -   -   o   o   -   -   -   -   -
meetings:minutes                   -   o   o   o   -   -   o   o   -   -   -   -   -
meetings:miss_visit                -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:new                       -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:opening                   -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:papers                    -   o   o   o   -   -   o   o   -   -   -   -   -
meetings:page                      -   o   o   o   o   o   o   o   o   -   -   o   -
meetings:circulation               -   o   o   o   o   -   -   -   -   -   -   o   -
meetings:circulation_paper         -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:circulations              -   o   o   o   o   o   o   o   o   -   -   o   -
meetings:petition                  -   o   o   o   o   o   o   o   o   -   -   o   -
meetings:petitions                 -   o   o   o   o   o   o   o   o   -   -   o   -
meetings:photo                     -   o   o   o   o   o   o   o   o   -   -   o   -
meetings:photo_file                -   o   o   o   o   o   o   o   o   -   -   o   -
meetings:photos                    -   o   o   o   o   o   o   o   o   -   -   o   -
meetings:plan                      -   o   o   o   o   o   o   o   o   -   -   o   -
meetings:plan_cancel               -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:plan_correct              -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:plan_move                 -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:plan_one                  -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:plan_visits               -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:plan_year                 -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:plans                     -   o   o   o   o   o   o   o   o   -   -   o   -
meetings:resolution                -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:resolution_issue          -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:resolution_paper          -   o   o   o   -   -   o   o   -   -   -   -   -
meetings:prepare                    -   x   -   -   -   -   x   x   -   -   -   -   -
meetings:return                    -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:roll                      -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:roll_sheet                -   o   o   o   -   -   o   o   -   -   -   -   -
meetings:typed_in                  -   >   >   >   >   >   >   >   >   -   -   >   -
meetings:version                   -   o   o   o   -   -   o   o   -   -   -   -   -
meetings:take_photo_back           -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:tell_visit                -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:said                      -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:schedule                  -   o   o   o   -   -   o   o   -   -   -   -   -
meetings:score                     -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:score_above               -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:add_groups           -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:add_seen             -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:add_weakness         -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:board                -   o   o   o   o   o   o   o   o   -   -   o   -
consolidation:cancel               -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:clear                -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:close                -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:correct              -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:document             -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:end_second           -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:extend               -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:follow               -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:judge                -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:leave_seat           -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:measure              -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:milestone            -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:new_milestone        -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:new_plan             -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:paper                -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:plan                 -   o   o   o   o   o   o   o   o   -   -   o   -
consolidation:register             -   -   -   -   -   -   -   -   -   -   -   -   -
consolidation:reopen               -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:seat                 -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:second               -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:unit                 -   o   o   o   o   o   o   o   o   -   -   o   -
appraisal:agencies                 -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:agency_end               -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:aims                     -   o   -   -   -   -   o   o   -   -   -   -   -
appraisal:board                    -   o   o   o   o   o   o   o   o   -   -   o   -
appraisal:cell                     -   o   -   -   -   -   o   o   -   -   -   -   -
appraisal:cells                    -   o   o   o   o   o   o   o   o   -   -   o   -
appraisal:correct_aim              -   o   -   -   -   -   o   o   -   -   -   -   -
appraisal:decide                   -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:give_up                  -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:group                    -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:list                     -   o   o   o   o   o   o   o   o   -   -   o   -
appraisal:mine                     -   -   -   -   -   -   -   -   -   o   -   -   -
appraisal:new                      -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:one                      -   o   o   o   o   o   o   o   o   -   -   o   -
appraisal:opinion                  -   o   o   o   -   -   -   -   -   -   -   -   -
appraisal:outside                  -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:paper                    -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:past                     -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:past_many                -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:person                   -   o   o   o   o   o   o   o   o   -   -   o   -
appraisal:points                   -   o   o   o   -   -   -   -   -   -   -   -   -
appraisal:praise                   -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:praise_many              -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:remedy                   -   o   o   o   -   -   -   -   -   -   -   -   -
appraisal:results                  -   o   o   o   -   -   -   -   -   -   -   -   -
appraisal:review                   -   o   -   -   -   -   o   o   -   -   -   -   -
appraisal:special                  -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:weakness                 -   o   o   o   -   -   -   -   -   -   -   -   -
appraisal:withdraw                 -   o   -   -   -   -   -   -   -   -   -   -   -
dues:arrears                       -   o   o   o   -   -   o   o   -   -   -   -   -
dues:book                          -   o   o   o   -   -   o   o   -   -   -   -   -
dues:book_file                     -   o   o   o   -   -   o   o   -   -   -   -   -
dues:cancel_entry                  -   o   -   -   -   -   o   o   -   -   -   -   -
dues:cancel_payment                -   o   -   -   -   -   o   o   -   -   -   -   -
dues:cancel_relief                 -   o   -   -   -   -   o   o   -   -   -   -   -
dues:cancel_remittance             -   o   -   -   -   -   o   o   -   -   -   -   -
dues:collect                       -   o   -   -   -   -   o   o   -   -   -   -   -
dues:declarations                  -   o   -   -   -   -   o   o   -   -   -   -   -
dues:confirm                       -   o   -   -   -   -   -   -   -   -   -   -   -
dues:declare                       -   o   -   -   -   -   o   o   -   -   -   -   -
dues:enter_fund                    -   o   -   -   -   -   o   o   -   -   -   -   -
dues:end_relief                    -   o   -   -   -   -   o   o   -   -   -   -   -
dues:excuse                        -   o   -   -   -   -   o   o   -   -   -   -   -
dues:fund                          -   o   o   o   -   -   o   o   -   -   -   -   -
dues:fund_file                     -   o   o   o   -   -   o   o   -   -   -   -   -
dues:list                          o   o   o   o   o   o   o   o   o   -   o   o   -
dues:member                        -   o   o   o   -   -   o   o   -   -   -   -   -
dues:mine                          -   -   -   -   -   -   -   -   -   >   -   -   -
dues:new_relief                    -   o   -   -   -   -   o   o   -   -   -   -   -
dues:pay                           -   o   -   -   -   -   o   o   -   -   -   -   -
dues:receive                       -   o   -   -   -   -   o   o   -   -   -   -   -
dues:receipt                       -   o   o   o   -   -   o   o   -   -   -   -   -
dues:receipt_file                  -   o   o   o   -   -   o   o   -   -   -   -   -
dues:reliefs                       -   o   o   o   -   -   o   o   -   -   -   -   -
dues:remit                         -   o   -   -   -   -   o   o   -   -   -   -   -
dues:remittance                    -   o   o   o   -   -   o   o   -   -   -   -   -
dues:remittance_file               -   o   o   o   -   -   o   o   -   -   -   -   -
dues:remittances                   -   o   o   o   -   -   o   o   -   -   -   -   -
dues:report                        o   o   o   o   o   o   o   o   o   -   o   o   -
dues:report_file                   -   o   o   o   -   -   o   o   -   -   -   -   -
dues:terms                         -   o   o   o   -   -   o   o   -   -   -   -   -

study:commit                       -   o   -   -   -   -   o   o   -   -   -   -   -
study:commitment                   -   o   o   o   o   o   o   o   o   -   -   o   -
study:correct_session              -   o   -   -   -   -   o   o   -   -   -   -   -
study:correct_training             -   o   -   -   -   -   -   -   -   -   -   -   -
study:end_model                    -   o   -   -   -   -   o   o   -   -   -   -   -
study:give_up                      -   o   -   -   -   -   o   o   -   -   -   -   -
study:harvest                      -   o   -   -   -   -   o   o   -   -   -   -   -
study:joined                       -   o   o   o   o   o   o   o   o   -   -   o   -
study:learners                     -   o   o   o   o   o   o   o   o   -   -   o   -
study:list                         o   o   o   o   o   o   o   o   o   -   o   o   -
study:mine                         -   -   -   -   -   -   -   -   -   o   -   -   -
study:model                        -   o   o   o   o   o   o   o   o   -   -   o   -
study:models                       -   o   o   o   o   o   o   o   o   -   -   o   -
study:new                          -   o   -   -   -   -   o   o   -   -   -   -   -
study:new_model                    -   o   -   -   -   -   o   o   -   -   -   -   -
study:new_session                  -   o   -   -   -   -   o   o   -   -   -   -   -
study:new_training                 -   o   -   -   -   -   -   -   -   -   -   -   -
study:outside                      -   o   -   -   -   -   o   o   -   -   -   -   -
study:page                         -   o   o   o   o   o   o   o   o   -   -   o   -
study:paper                        -   o   -   -   -   -   o   o   -   -   -   -   -
study:praise                       -   o   -   -   -   -   o   o   -   -   -   -   -
study:register_own                 -   -   -   -   -   -   -   -   -   o   -   -   -
study:result                       -   o   -   -   -   -   -   -   -   -   -   -   -
study:send                         -   o   -   -   -   -   -   -   -   -   -   -   -
study:session                      -   o   o   o   o   o   o   o   o   -   -   o   -
study:stage                        -   o   -   -   -   -   o   o   -   -   -   -   -
study:training                     -   o   o   o   o   o   o   o   o   -   -   o   -
study:training_paper               -   o   -   -   -   -   -   -   -   -   -   -   -
study:trainings                    -   o   o   o   o   o   o   o   o   -   -   o   -
study:withdraw                     -   o   -   -   -   -   o   o   -   -   -   -   -
study:withdraw_trainee             -   o   -   -   -   -   -   -   -   -   -   -   -
study:year                         o   o   o   o   o   o   o   o   o   -   o   o   -
targets:board                      o   o   o   o   o   o   o   o   o   -   o   o   -
targets:change                     -   o   -   -   -   -   o   o   -   -   -   -   -
targets:close                      -   o   o   o   -   -   -   -   -   -   -   -   -
targets:cohort                     -   o   o   o   o   o   o   o   o   -   -   o   -
targets:cohorts                    -   o   o   o   o   o   o   o   o   -   -   o   -
targets:compare                    o   o   o   o   o   -   -   -   -   -   o   o   -
targets:correct                    -   o   -   -   -   -   -   -   -   -   -   -   -
targets:dictionary                 o   -   -   -   -   -   -   -   -   -   -   -   -
targets:give_up                    -   o   -   -   -   -   o   o   -   -   -   -   -
targets:indicator                  o   o   o   o   o   o   o   o   o   -   o   o   -
targets:indicators                 o   o   o   o   o   o   o   o   o   -   o   o   -
targets:new                        -   o   -   -   -   -   o   o   -   -   -   -   -
targets:new_cohort                 -   o   -   -   -   -   o   o   -   -   -   -   -
targets:page                       o   o   o   o   o   o   o   o   o   -   o   o   -
targets:paper                      -   o   o   o   -   -   o   -   -   -   -   -   -
targets:share                      -   o   o   o   -   -   -   -   -   -   -   -   -
targets:tell                       -   o   -   -   -   -   -   -   -   -   -   -   -
targets:units                      o   o   o   o   o   -   -   -   -   -   o   o   -
targets:waiting                    -   o   o   o   -   -   -   -   -   -   -   -   -

documents:cancel                   -   o   -   -   -   -   -   -   -   -   -   -   -
documents:circulate                -   o   -   -   -   -   -   -   -   -   -   -   -
documents:list                     -   o   o   o   o   o   o   o   o   -   -   o   -
documents:new                      -   o   -   -   -   -   -   -   -   -   -   -   -
documents:page                     -   o   o   o   o   o   o   o   o   -   -   o   -
documents:withdraw                 -   o   -   -   -   -   -   -   -   -   -   -   -

imports:columns                    -   o   -   -   -   -   -   -   -   -   -   -   -
imports:compare                    -   o   -   -   -   -   -   -   -   -   -   -   -
imports:comparison                 -   o   -   -   -   -   -   -   -   -   -   -   -
imports:comparison_columns         -   o   -   -   -   -   -   -   -   -   -   -   -
imports:comparison_corrections     -   o   -   -   -   -   -   -   -   -   -   -   -
imports:comparisons                -   o   -   -   -   -   -   -   -   -   -   -   -
imports:error_file                 -   o   -   -   -   -   -   -   -   -   -   -   -
imports:list                       -   o   -   -   -   -   -   -   -   -   -   -   -
imports:page                       -   o   -   -   -   -   -   -   -   -   -   -   -
imports:template                   -   o   -   -   -   -   -   -   -   -   -   -   -
imports:workbook                   -   o   o   o   -   -   o   -   -   -   -   -   -
imports:workbook_rehearsal         -   >   -   -   -   -   -   -   -   -   -   -   -
imports:workbook_template          -   o   -   -   -   -   -   -   -   -   -   -   -

members:account                    -   o   -   -   -   -   -   -   -   -   -   -   -
members:add_entry                  -   o   -   -   -   -   -   -   -   -   -   -   -
members:add_level                  -   o   -   -   -   -   -   -   -   -   -   -   -
members:add_post                   -   o   -   -   -   -   -   -   -   -   -   -   -
members:cancel_leave               -   o   -   -   -   -   -   -   -   -   -   -   -
members:cancel_movement            -   o   -   -   -   -   -   -   -   -   -   -   -
members:check_dossier              -   o   -   -   -   -   -   -   -   -   -   -   -
members:collect                    -   o   -   -   -   -   -   -   -   -   -   -   -
members:considered                 -   o   o   o   o   o   o   o   o   -   -   o   -
members:add_badge                  -   o   -   -   -   -   -   -   -   -   -   -   -
members:answer_correction          -   o   -   -   -   -   -   -   -   -   -   -   -
members:ask_correction             -   -   -   -   -   -   -   -   -   -   -   -   -
members:badge_back                 -   o   -   -   -   -   -   -   -   -   -   -   -
members:badge_paper                -   o   o   o   -   -   o   -   -   -   -   -   -
members:badges                     -   o   o   o   o   o   o   o   o   -   -   o   -
members:card_paper                 -   o   o   o   -   -   o   -   -   -   -   -   -
members:cards                      -   o   o   o   o   o   o   o   o   -   -   o   -
members:close_badge                -   o   -   -   -   -   -   -   -   -   -   -   -
members:correct                    -   o   -   -   -   -   -   -   -   -   -   -   -
members:correct_entry              -   o   -   -   -   -   -   -   -   -   -   -   -
members:decision                   -   o   o   o   o   o   o   o   o   -   -   o   -
members:dossier                    -   o   o   o   o   o   o   o   o   -   -   o   -
members:dossier_document           -   o   -   -   -   -   -   -   -   -   -   -   -
members:dossier_paper              -   o   o   o   o   o   o   o   o   -   -   o   -
members:dossiers                   -   o   o   o   o   o   o   o   o   -   -   o   -
members:dossiers_file              -   o   o   o   -   -   o   -   -   -   -   -   -
members:decide_badges              -   >   -   -   -   -   -   -   -   -   -   -   -
members:drop_entry                 -   o   -   -   -   -   -   -   -   -   -   -   -
members:drop_level                 -   o   -   -   -   -   -   -   -   -   -   -   -
members:drop_post                  -   o   -   -   -   -   -   -   -   -   -   -   -
members:earlier_badge              -   o   -   -   -   -   -   -   -   -   -   -   -
members:end_leave                  -   o   -   -   -   -   -   -   -   -   -   -   -
members:end_post                   -   o   -   -   -   -   -   -   -   -   -   -   -
members:entries                    -   o   o   o   o   o   o   o   o   -   -   o   -
members:excuse_month               -   o   -   -   -   -   -   -   -   -   -   -   -
members:extend                     -   o   -   -   -   -   -   -   -   -   -   -   -
members:inactivity                 -   o   o   o   o   o   o   o   o   -   -   o   -
members:exchange_cards             -   o   -   -   -   -   -   -   -   -   -   -   -
members:give_badges                -   >   -   -   -   -   -   -   -   -   -   -   -
members:grant_cards                -   o   -   -   -   -   -   -   -   -   -   -   -
members:journal                    -   o   >   >   >   >   >   >   >   -   -   >   -
members:leave                      -   o   -   -   -   -   -   -   -   -   -   -   -
members:lend_dossier               -   o   -   -   -   -   -   -   -   -   -   -   -
members:letter                     -   o   o   o   o   o   o   o   o   -   -   o   -
members:letter_paper               -   o   o   o   o   o   o   o   o   -   -   o   -
members:letter_papers              -   o   o   o   o   o   o   o   o   -   -   o   -
members:letter_register            -   o   o   o   o   o   o   o   o   -   -   o   -
members:letter_register_paper      -   o   o   o   x   x   o   x   x   -   -   x   -
members:letter_step                -   o   -   -   -   -   -   -   -   -   -   -   -
members:letters                    -   o   o   o   o   o   o   o   o   -   -   o   -
members:life                       -   o   o   o   o   o   o   o   o   -   -   o   -
members:list                       o   o   o   o   o   o   o   o   o   -   o   o   -
members:list?xem                   o   o   o   o   o   o   o   o   o   -   o   o   -
members:loans                      -   o   o   o   o   o   o   o   o   -   -   o   -
members:move                       -   o   -   -   -   -   -   -   -   -   -   -   -
members:moved_in                   -   o   -   -   -   -   -   -   -   -   -   -   -
members:new                        -   o   -   -   -   -   -   -   -   -   -   -   -
members:new_arrival                -   o   -   -   -   -   -   -   -   -   -   -   -
members:new_arrival_of             -   o   -   -   -   -   -   -   -   -   -   -   -
members:new_letter                 -   o   -   -   -   -   -   -   -   -   -   -   -
members:new_letters                -   o   -   -   -   -   -   -   -   -   -   -   -
members:new_non_member             -   o   -   -   -   -   -   -   -   -   -   -   -
members:note_month                 -   o   -   -   -   -   -   -   -   -   -   -   -
members:one_card                   -   o   -   -   -   -   -   -   -   -   -   -   -
members:page                       -   o   o   o   o   o   o   o   o   -   -   o   -
members:place_dossier              -   o   -   -   -   -   -   -   -   -   -   -   -
members:put_post_right             -   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation             o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_begin       o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_begin?dv    o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_paper       o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_people      o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_posts       o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_rows        o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_start       o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_units       o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_work        o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisations            o   o   -   -   -   -   -   -   -   -   -   -   -
members:return                     -   o   -   -   -   -   -   -   -   -   -   -   -
members:return_dossier             -   o   -   -   -   -   -   -   -   -   -   -   -
members:sheet                      -   o   o   o   o   o   o   o   o   -   -   o   -
members:supplement                 -   o   o   o   o   o   o   o   o   -   -   o   -
members:supplement_paper           -   o   o   o   o   o   o   o   o   -   -   o   -
members:supplements                -   o   o   o   o   o   o   o   o   -   -   o   -
members:supplements_file           -   o   o   o   -   -   o   -   -   -   -   -   -
members:withdraw                   -   o   -   -   -   -   -   -   -   -   -   -   -
members:withdraw_card              -   o   -   -   -   -   -   -   -   -   -   -   -
members:withdraw_month             -   o   -   -   -   -   -   -   -   -   -   -   -

mfa_activate_totp                  >
mfa_deactivate_totp                -
mfa_download_recovery_codes        -
mfa_generate_recovery_codes        >
mfa_index                          o
mfa_reauthenticate                 >
mfa_view_recovery_codes            -

organisations:all_tokens           o   -   -   -   -   -   -   -   -   -   -   -   -
organisations:change_kind          o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:cover_place          o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:end                  o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:end_place            o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:found                o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:found_place          o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:move                 o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:new_token            >
organisations:open                 -
organisations:page                 o   o   o   o   o   o   o   o   o   -   o   o   -
organisations:comparison           o   o   o   o   o   o   o   o   o   -   o   o   -
organisations:comparison_export    x   o   o   o   x   x   o   x   x   -   x   x   -
organisations:pictures             o   o   o   o   o   o   o   o   o   -   o   o   -
organisations:places               o   o   o   o   o   o   o   o   o   -   o   o   -
organisations:rename               o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:tokens               o
organisations:tree                 o   o   o   o   o   o   o   o   o   -   o   o   -
organisations:uncover_place        o   o   -   -   -   -   -   -   -   -   -   -   -

reports:annexes                    -   o   o   o   -   -   -   -   -   -   -   -   -
reports:begin                      >
reports:card_file                  -   o   o   o   -   -   o   o   -   -   -   -   -
reports:carried                    -   o   o   o   -   -   o   o   -   -   -   -   -
reports:carried_answer             -   o   o   o   -   -   -   -   -   -   -   -   -
reports:form                       o   o   o   o   o   o   o   o   o   -   o   o   -
reports:form_file                  x   o   o   o   x   x   o   x   x   -   x   x   -
reports:register                   -   o   o   o   o   o   o   o   o   -   -   o   -
reports:register_file              -   o   o   o   x   x   o   x   x   -   -   x   -
reports:forms                      o   o   o   o   o   o   o   o   o   -   o   o   -
reports:handed_cell                o   o   o   o   o   o   o   o   o   -   o   o   -
reports:handed_cell?dong           o   o   o   o   o   o   o   o   o   -   o   o   -
reports:handed_file                o   o   o   o   o   o   o   o   o   -   o   o   -
reports:handed_sheet               o   o   o   o   o   o   o   o   o   -   o   o   -
reports:keys                       -   o   o   o   -   -   o   o   -   -   -   -   -
reports:list                       o
reports:list?dv                    o
reports:page                       -   o   o   o   -   -   -   -   -   -   -   -   -
reports:paper                      -   o   o   o   -   -   -   -   -   -   -   -   -
reports:receipt                    o   o   o   o   o   o   o   o   o   -   o   o   -
reports:retire_key                 -   o   o   o   -   -   o   o   -   -   -   -   -
reports:roundup                    o   o   o   o   o   -   -   -   -   -   o   o   -
reports:scan                       -   o   o   o   o   o   o   o   o   -   -   o   -
reports:submission                 o   o   o   o   o   o   o   o   o   -   o   o   -
reports:take_in                    -   o   o   o   -   -   o   o   -   -   -   -   -
reports:versions                   -   o   o   o   -   -   -   -   -   -   -   -   -

web:account                        o   -   -   -   -   -   -   -   -   -   -   -   -
web:accounts                       o   -   -   -   -   -   -   -   -   -   -   -   -
web:calendar                       o
web:calendar_address               o
web:desks                          o
web:end_duty                       o   -   -   -   -   -   -   -   -   -   -   -   -
web:first                          o
web:home                           o
web:journal                        o   -   -   -   -   -   -   -   -   -   -   -   o
web:new_account                    o   -   -   -   -   -   -   -   -   -   -   -   -
web:number                         o   o   o   o   o   o   o   o   o   -   o   o   -
web:number?dv                      o   o   o   o   o   o   o   o   o   -   o   o   -
web:number_export                  -   o   o   o   x   x   o   x   x   -   -   x   -
web:number_export?dv               -   o   o   o   x   x   o   x   x   -   -   x   -
web:own                            o
web:own_file                       >
web:rules                          o
web:sample                         o
web:sample_paper                   o
web:search                         o
web:search?q                       o
web:tasks                          o
web:tasks?dv                       o   o   o   o   o   o   o   o   o   -   o   o   -
web:week                           -   o   o   o   -   -   o   -   -   -   -   -   -
web:week_paper                     -   o   o   o   -   -   o   -   -   -   -   -   -

POST                              adm off sec dep ins chg cse cde cco mem sup nam aud
account_change_password            o
account_home                       o
account_reauthenticate             o

api:imports                        x   !   x   x   x   x   x   x   x   -   x   x   -
api:meetings                       x   !   x   x   x   x   !   !   x   -   x   x   -

admissions:admit                   -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:admit_known             -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:case_back               -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_card               -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:case_ceremony           -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:case_check              -   o   -   -   -   -   o   -   -   -   -   -   -
admissions:case_decision           -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:case_drop_check         -   >   -   -   -   -   >   -   -   -   -   -   -
admissions:case_drop_opinion       -   >   -   -   -   -   >   >   -   -   -   -   -
admissions:case_drop_referee       -   >   -   -   -   -   >   >   -   -   -   -   -
admissions:case_edit_opinion       -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_guide              -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_leave              -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_move               -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_new_check          -   o   -   -   -   -   o   -   -   -   -   -   -
admissions:case_note               -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_opinion            -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_mark               -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_propose_checks     -   >   -   -   -   -   >   -   -   -   -   -   -
admissions:case_recognition        -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:case_referee            -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_relieve            -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_reopen             -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_review             -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_to_cell            -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:case_withdraw_review    -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:certify                 -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:correct_course          -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:drop_participant        -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:open_case               -   o   -   -   -   -   o   o   -   -   -   -   -
admissions:export_candidates       -   o   o   o   -   -   o   -   -   -   -   -   -
admissions:freeze_heads            -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:give_targets            -   >   -   -   -   -   -   -   -   -   -   -   -
admissions:open_course             -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:recognise               -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:send_to_course          -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:withdraw_cohort         -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:withdraw_course         -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:withdraw_participant    -   o   -   -   -   -   -   -   -   -   -   -   -
admissions:withdraw_recognition    -   o   -   -   -   -   -   -   -   -   -   -   -

assignments:extend                 -   o   o   o   o   -   o   o   -   -   -   -   -
assignments:finish                 -   o   o   o   o   -   o   o   -   -   -   -   -
assignments:judge                  -   o   o   o   o   -   o   o   -   -   -   -   -
assignments:new                    -   o   o   o   o   -   o   o   -   -   -   -   -
assignments:report                 -   o   o   o   o   -   o   o   -   -   -   -   -
cleaning:bulk                      -   o   -   -   -   -   -   -   -   -   -   -   -
cleaning:export                    -   o   o   o   -   -   o   -   -   -   -   -   -
cleaning:keep                      -   o   -   -   -   -   -   -   -   -   -   -   -
cleaning:keep_person               -   o   -   -   -   -   -   -   -   -   -   -   -
cleaning:reopen                    -   >   -   -   -   -   -   -   -   -   -   -   -
cleaning:sweep                     -   >   -   -   -   -   -   -   -   -   -   -   -
inspection:add_item                -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:add_objects             -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:archive                 -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:cancel_discipline       -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:conclude                -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:dismiss_reader          -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:drop_item               -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:findings                -   -   -   -   >   -   -   -   -   -   -   -   -
inspection:give_up                 -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:hand_over               -   -   -   -   >   -   -   -   -   -   -   -   -
inspection:new                     -   -   -   -   -   -   o   -   -   -   -   -   -
inspection:new_complaint           -   -   -   -   -   -   o   -   -   -   -   -   -
inspection:new_discipline          -   -   -   -   -   -   o   -   -   -   -   -   -
inspection:new_programme           -   -   -   -   -   -   o   -   -   -   -   -   -
inspection:pause                   -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:reader                  -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:recheck                 -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:remedy                  -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:resume                  -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:settle                  -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:step                    -   -   -   -   o   -   -   -   -   -   -   -   -
inspection:team                    -   -   -   -   o   -   -   -   -   -   -   -   -
meetings:approve                   -   >   >   >   -   -   -   -   -   -   -   -   -
meetings:assign                    -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:arrange                   -   >   -   -   -   -   >   >   -   -   -   -   -
meetings:check                     -   >   -   -   -   -   >   >   -   -   -   -   -
meetings:content                   -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:end_liaison               -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:follow_up                 -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:from_file                 -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:guest                     -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:item                      -   -   -   -   -   -   -   -   -   -   -   -   -
meetings:miss_visit                -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:new                       -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:opening                   -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:petition                  -   -   -   -   -   -   -   -   -   -   -   -   -
meetings:plan_agenda               -   >   -   -   -   -   >   >   -   -   -   -   -
meetings:photos                    -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:plan_cancel               -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:plan_correct              -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:plan_move                 -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:plan_one                  -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:plan_visits               -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:plan_year                 -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:resolution                -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:resolution_issue          -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:send                       -   x   -   -   -   -   x   x   -   -   -   -   -
meetings:return                    -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:roll                      -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:take_photo_back           -   o   -   -   -   -   o   o   -   -   -   -   -
meetings:tell_visit                -   o   o   o   -   -   -   -   -   -   -   -   -
meetings:said                      -   -   -   -   -   -   -   -   -   -   -   -   -
meetings:score                     -   >   -   -   -   -   >   >   -   -   -   -   -
meetings:score_above               -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:add_groups           -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:add_seen             -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:add_weakness         -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:cancel               -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:clear                -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:close                -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:correct              -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:end_second           -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:extend               -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:follow               -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:judge                -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:leave_seat           -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:measure              -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:milestone            -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:new_milestone        -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:new_plan             -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:reopen               -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:seat                 -   o   o   o   -   -   -   -   -   -   -   -   -
consolidation:second               -   o   o   o   -   -   -   -   -   -   -   -   -
appraisal:agencies                 -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:agency_end               -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:aims                     -   o   -   -   -   -   o   o   -   -   -   -   -
appraisal:board                    -   >   >   >   -   -   -   -   -   -   -   -   -
appraisal:cell                     -   o   -   -   -   -   o   o   -   -   -   -   -
appraisal:correct_aim              -   o   -   -   -   -   o   o   -   -   -   -   -
appraisal:decide                   -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:give_up                  -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:group                    -   >   -   -   -   -   -   -   -   -   -   -   -
appraisal:new                      -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:opinion                  -   o   o   o   -   -   -   -   -   -   -   -   -
appraisal:outside                  -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:past                     -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:past_many                -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:points                   -   >   >   >   -   -   -   -   -   -   -   -   -
appraisal:praise                   -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:praise_many              -   o   -   -   -   -   -   -   -   -   -   -   -
appraisal:remedy                   -   o   o   o   -   -   -   -   -   -   -   -   -
appraisal:review                   -   o   -   -   -   -   o   o   -   -   -   -   -
appraisal:special                  -   >   -   -   -   -   -   -   -   -   -   -   -
appraisal:take_over                -   >   >   >   -   -   -   -   -   -   -   -   -
appraisal:weakness                 -   o   o   o   -   -   -   -   -   -   -   -   -
appraisal:withdraw                 -   o   -   -   -   -   -   -   -   -   -   -   -
dues:cancel_entry                  -   o   -   -   -   -   o   o   -   -   -   -   -
dues:cancel_payment                -   o   -   -   -   -   o   o   -   -   -   -   -
dues:cancel_relief                 -   o   -   -   -   -   o   o   -   -   -   -   -
dues:cancel_remittance             -   o   -   -   -   -   o   o   -   -   -   -   -
dues:collect                       -   o   -   -   -   -   o   o   -   -   -   -   -
dues:confirm                       -   o   -   -   -   -   -   -   -   -   -   -   -
dues:declare                       -   o   -   -   -   -   o   o   -   -   -   -   -
dues:draw_up                       -   >   -   -   -   -   >   >   -   -   -   -   -
dues:enter_fund                    -   o   -   -   -   -   o   o   -   -   -   -   -
dues:end_relief                    -   o   -   -   -   -   o   o   -   -   -   -   -
dues:excuse                        -   o   -   -   -   -   o   o   -   -   -   -   -
dues:new_relief                    -   o   -   -   -   -   o   o   -   -   -   -   -
dues:pay                           -   o   -   -   -   -   o   o   -   -   -   -   -
dues:terms                         -   o   -   -   -   -   -   -   -   -   -   -   -
dues:receive                       -   o   -   -   -   -   o   o   -   -   -   -   -
dues:remit                         -   o   -   -   -   -   o   o   -   -   -   -   -

study:commit                       -   o   -   -   -   -   o   o   -   -   -   -   -
study:commitment                   -   o   -   -   -   -   o   o   -   -   -   -   -
study:correct_session              -   o   -   -   -   -   o   o   -   -   -   -   -
study:correct_training             -   o   -   -   -   -   -   -   -   -   -   -   -
study:end_model                    -   o   -   -   -   -   o   o   -   -   -   -   -
study:give_up                      -   o   -   -   -   -   o   o   -   -   -   -   -
study:harvest                      -   o   -   -   -   -   o   o   -   -   -   -   -
study:new                          -   o   -   -   -   -   o   o   -   -   -   -   -
study:new_model                    -   o   -   -   -   -   o   o   -   -   -   -   -
study:new_session                  -   o   -   -   -   -   o   o   -   -   -   -   -
study:new_training                 -   o   -   -   -   -   -   -   -   -   -   -   -
study:outside                      -   o   -   -   -   -   o   o   -   -   -   -   -
study:praise                       -   o   -   -   -   -   o   o   -   -   -   -   -
study:register_own                 -   -   -   -   -   -   -   -   -   o   -   -   -
study:result                       -   o   -   -   -   -   -   -   -   -   -   -   -
study:send                         -   o   -   -   -   -   -   -   -   -   -   -   -
study:session                      -   >   -   -   -   -   >   >   -   -   -   -   -
study:stage                        -   o   -   -   -   -   o   o   -   -   -   -   -
study:withdraw                     -   o   -   -   -   -   o   o   -   -   -   -   -
study:withdraw_trainee             -   o   -   -   -   -   -   -   -   -   -   -   -
targets:change                     -   o   -   -   -   -   o   o   -   -   -   -   -
targets:close                      -   o   o   o   -   -   -   -   -   -   -   -   -
targets:correct                    -   o   -   -   -   -   -   -   -   -   -   -   -
targets:decide                     -   o   o   o   -   -   -   -   -   -   -   -   -
targets:dictionary                 o   -   -   -   -   -   -   -   -   -   -   -   -
targets:give_up                    -   o   -   -   -   -   o   o   -   -   -   -   -
targets:new                        -   o   -   -   -   -   o   o   -   -   -   -   -
targets:new_cohort                 -   o   -   -   -   -   o   o   -   -   -   -   -
targets:share                      -   >   >   >   -   -   -   -   -   -   -   -   -
targets:tell                       -   o   -   -   -   -   -   -   -   -   -   -   -
targets:waiting                    -   o   o   o   -   -   -   -   -   -   -   -   -

documents:cancel                   -   o   -   -   -   -   -   -   -   -   -   -   -
documents:circulate                -   o   -   -   -   -   -   -   -   -   -   -   -
documents:list                     -   o   o   o   o   o   o   o   o   -   -   o   -
documents:new                      -   o   -   -   -   -   -   -   -   -   -   -   -
documents:page                     -   o   o   o   o   o   o   o   o   -   -   o   -
documents:withdraw                 -   o   -   -   -   -   -   -   -   -   -   -   -

imports:apply                      -   >   -   -   -   -   -   -   -   -   -   -   -
imports:cancel                     -   >   -   -   -   -   -   -   -   -   -   -   -
imports:columns                    -   o   -   -   -   -   -   -   -   -   -   -   -
imports:compare                    -   >   -   -   -   -   -   -   -   -   -   -   -
imports:comparison_again           -   >   -   -   -   -   -   -   -   -   -   -   -
imports:comparison_columns         -   o   -   -   -   -   -   -   -   -   -   -   -
imports:comparison_decide          -   >   -   -   -   -   -   -   -   -   -   -   -
imports:comparison_drop            -   >   -   -   -   -   -   -   -   -   -   -   -
imports:comparisons                -   o   -   -   -   -   -   -   -   -   -   -   -
imports:error_file                 -   o   -   -   -   -   -   -   -   -   -   -   -
imports:found_cells                -   >   -   -   -   -   -   -   -   -   -   -   -
imports:list                       -   o   -   -   -   -   -   -   -   -   -   -   -
imports:page                       -   >   -   -   -   -   -   -   -   -   -   -   -
imports:replace                    -   >   -   -   -   -   -   -   -   -   -   -   -
imports:save_mapping               -   >   -   -   -   -   -   -   -   -   -   -   -
imports:sheet                      -   >   -   -   -   -   -   -   -   -   -   -   -
imports:template                   -   o   -   -   -   -   -   -   -   -   -   -   -
imports:undo                       -   >   -   -   -   -   -   -   -   -   -   -   -
imports:workbook_apply             -   >   -   -   -   -   -   -   -   -   -   -   -
imports:workbook_drop              -   >   -   -   -   -   -   -   -   -   -   -   -
imports:workbook_out               -   o   o   o   -   -   o   -   -   -   -   -   -
imports:workbook_send              -   o   -   -   -   -   -   -   -   -   -   -   -

members:account                    -   o   -   -   -   -   -   -   -   -   -   -   -
members:add_entry                  -   o   -   -   -   -   -   -   -   -   -   -   -
members:add_level                  -   o   -   -   -   -   -   -   -   -   -   -   -
members:add_post                   -   o   -   -   -   -   -   -   -   -   -   -   -
members:cancel_leave               -   o   -   -   -   -   -   -   -   -   -   -   -
members:cancel_movement            -   o   -   -   -   -   -   -   -   -   -   -   -
members:check_dossier              -   o   -   -   -   -   -   -   -   -   -   -   -
members:collect                    -   o   -   -   -   -   -   -   -   -   -   -   -
members:correct                    -   o   -   -   -   -   -   -   -   -   -   -   -
members:correct_entry              -   o   -   -   -   -   -   -   -   -   -   -   -
members:dossier_document           -   o   -   -   -   -   -   -   -   -   -   -   -
members:add_badge                  -   o   -   -   -   -   -   -   -   -   -   -   -
members:answer_correction          -   o   -   -   -   -   -   -   -   -   -   -   -
members:ask_correction             -   -   -   -   -   -   -   -   -   -   -   -   -
members:badge_back                 -   o   -   -   -   -   -   -   -   -   -   -   -
members:close_badge                -   o   -   -   -   -   -   -   -   -   -   -   -
members:close_badges               -   >   -   -   -   -   -   -   -   -   -   -   -
members:decide_badges              -   >   -   -   -   -   -   -   -   -   -   -   -
members:drop_entry                 -   o   -   -   -   -   -   -   -   -   -   -   -
members:drop_level                 -   o   -   -   -   -   -   -   -   -   -   -   -
members:drop_post                  -   o   -   -   -   -   -   -   -   -   -   -   -
members:drop_view                  -   >   -   -   -   -   -   -   -   -   -   -   -
members:earlier_badge              -   o   -   -   -   -   -   -   -   -   -   -   -
members:end_leave                  -   o   -   -   -   -   -   -   -   -   -   -   -
members:end_post                   -   o   -   -   -   -   -   -   -   -   -   -   -
members:excuse_month               -   o   -   -   -   -   -   -   -   -   -   -   -
members:exchange_cards             -   o   -   -   -   -   -   -   -   -   -   -   -
members:give_badges                -   >   -   -   -   -   -   -   -   -   -   -   -
members:export                     x   o   o   o   x   x   o   x   x   -   x   x   -
members:extend                     -   o   -   -   -   -   -   -   -   -   -   -   -
members:export_letters             -   o   o   o   x   x   o   x   x   -   -   x   -
members:grant_cards                -   o   -   -   -   -   -   -   -   -   -   -   -
members:keep_view                  >   >   >   >   >   >   >   >   >   -   >   >   -
members:leave                      -   o   -   -   -   -   -   -   -   -   -   -   -
members:lend_dossier               -   o   -   -   -   -   -   -   -   -   -   -   -
members:letter_step                -   o   -   -   -   -   -   -   -   -   -   -   -
members:move                       -   o   -   -   -   -   -   -   -   -   -   -   -
members:moved_in                   -   o   -   -   -   -   -   -   -   -   -   -   -
members:new                        -   o   -   -   -   -   -   -   -   -   -   -   -
members:new_arrival                -   o   -   -   -   -   -   -   -   -   -   -   -
members:new_arrival_of             -   o   -   -   -   -   -   -   -   -   -   -   -
members:new_letter                 -   o   -   -   -   -   -   -   -   -   -   -   -
members:new_letters                -   o   -   -   -   -   -   -   -   -   -   -   -
members:new_non_member             -   o   -   -   -   -   -   -   -   -   -   -   -
members:note_month                 -   o   -   -   -   -   -   -   -   -   -   -   -
members:place_dossier              -   o   -   -   -   -   -   -   -   -   -   -   -
members:one_card                   -   o   -   -   -   -   -   -   -   -   -   -   -
members:put_post_right             -   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation             o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_apply       o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_begin       o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_begin?dv    o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_drop        >   >   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_paper       o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_people      o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_posts       o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_rows        o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_start       o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_undo        o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_units       o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisation_work        o   o   -   -   -   -   -   -   -   -   -   -   -
members:reorganisations            o   o   -   -   -   -   -   -   -   -   -   -   -
members:return                     -   o   -   -   -   -   -   -   -   -   -   -   -
members:return_dossier             -   o   -   -   -   -   -   -   -   -   -   -   -
members:reveal                     -   o   o   o   x   x   x   x   x   -   -   x   -
members:supplements                -   >   >   >   >   >   >   >   >   -   -   >   -
members:withdraw                   -   o   -   -   -   -   -   -   -   -   -   -   -
members:withdraw_card              -   o   -   -   -   -   -   -   -   -   -   -   -
members:withdraw_month             -   o   -   -   -   -   -   -   -   -   -   -   -

mfa_activate_totp                  >
mfa_deactivate_totp                -
mfa_download_recovery_codes        -
mfa_generate_recovery_codes        >
mfa_reauthenticate                 >

organisations:change_kind          o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:cover_place          o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:end                  o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:end_place            o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:found                o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:found_place          o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:move                 o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:new_token            >
organisations:open                 -
organisations:page                 o   o   o   o   o   o   o   o   o   -   o   o   -
organisations:places               o   o   o   o   o   o   o   o   o   -   o   o   -
organisations:rename               o   o   -   -   -   -   -   -   -   -   -   -   -
organisations:revoke_token         >   >   -   -   -   -   -   -   -   -   -   -   -
organisations:tree                 o   o   o   o   o   o   o   o   o   -   o   o   -
organisations:uncover_place        o   o   -   -   -   -   -   -   -   -   -   -   -

reports:accept_submission          -   >   >   >   -   -   -   -   -   -   -   -   -
reports:answer_remark              -   >   >   >   -   -   >   >   -   -   -   -   -
reports:begin                      !
reports:begin_submission           -   !   !   !   -   -   !   !   -   -   -   -   -
reports:check_submission           -   >   >   >   -   -   >   >   -   -   -   -   -
reports:choose_tree                -   >   >   >   -   -   -   -   -   -   -   -   -
reports:describe                   -   >   >   >   -   -   -   -   -   -   -   -   -
reports:hand_in                    -   o   o   o   -   -   o   o   -   -   -   -   -
reports:handed_cell                -   o   o   o   -   -   -   -   -   -   -   -   -
reports:handed_cell?dong           -   o   o   o   -   -   -   -   -   -   -   -   -
reports:keys                       -   o   o   o   -   -   o   o   -   -   -   -   -
reports:reopen_submission          -   o   o   o   -   -   o   o   -   -   -   -   -
reports:restore                    -   >   >   >   -   -   -   -   -   -   -   -   -
reports:retire_key                 -   o   o   o   -   -   o   o   -   -   -   -   -
reports:return_submission          -   o   o   o   -   -   -   -   -   -   -   -   -
reports:roundup                    -   o   o   o   -   -   -   -   -   -   -   -   -
reports:sign_submission            -   >   >   >   -   -   >   >   -   -   -   -   -
reports:take_in                    -   o   o   o   -   -   o   o   -   -   -   -   -
reports:write                      -   o   o   o   -   -   -   -   -   -   -   -   -

web:account                        o   -   -   -   -   -   -   -   -   -   -   -   -
web:accounts                       o   -   -   -   -   -   -   -   -   -   -   -   -
web:close_account                  >   -   -   -   -   -   -   -   -   -   -   -   -
web:calendar                       o
web:calendar_address               o
web:close_calendar                 >
web:desks                          >
web:end_duty                       o   -   -   -   -   -   -   -   -   -   -   -   -
web:first                          o
web:home                           o
web:journal                        o   -   -   -   -   -   -   -   -   -   -   -   o
web:new_account                    o   -   -   -   -   -   -   -   -   -   -   -   -
web:new_password                   o   -   -   -   -   -   -   -   -   -   -   -   -
web:number                         o   o   o   o   o   o   o   o   o   -   o   o   -
web:number?dv                      o   o   o   o   o   o   o   o   o   -   o   o   -
web:number_export                  -   o   o   o   x   x   o   x   x   -   -   x   -
web:number_export?dv               -   o   o   o   x   x   o   x   x   -   -   x   -
web:own_file                       >
web:reopen_account                 >   -   -   -   -   -   -   -   -   -   -   -   -
web:rules                          o
web:sample                         o
web:sample_paper                   o
web:search                         o
web:search?q                       o
web:tasks                          o
web:tasks?dv                       o   o   o   o   o   o   o   o   o   -   o   o   -
web:week                           -   o   o   o   -   -   o   -   -   -   -   -   -
web:week_paper                     -   o   o   o   -   -   o   -   -   -   -   -   -
"""

Row = dict[str, str]


@cache
def expected() -> dict[tuple[str, str], Row]:
    """(method, page) → role → sign."""
    rows: dict[tuple[str, str], Row] = {}
    method, roles = "", list[Role]()
    for line in filter(None, TABLE.splitlines()):
        first, *cells = line.split()
        if first in ("GET", "POST"):
            method, roles = first, [COLUMNS[cell] for cell in cells]
        else:
            signs = cells * len(roles) if len(cells) == 1 else cells
            rows[method, first] = dict(zip(roles, signs, strict=True))
    return rows


def as_line(page: str, row: Row) -> str:
    """A row as it stands in the table, to compare by eye or to paste."""
    signs = [row[role] for role in COLUMNS.values()]
    shown = signs[:1] if len(set(signs)) == 1 else signs
    return f"{page:<33}" + "".join(f"{sign:>3} " for sign in shown).rstrip()
