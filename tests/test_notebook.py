"""Records in a notebook: who must do what, and nothing of a notice becomes markup."""

from test_graph import corpus
from test_report import EVIL, hostile_records

from pipeline.notebook import show_records


def test_directives_stand_with_their_bodies():
    page = show_records(corpus()[0])._repr_html_()
    assert "排查校舍隐患" in page and "青川省教育厅 (lead)" in page


def test_a_hostile_notice_stays_text():
    page = show_records(hostile_records())._repr_html_()
    assert EVIL not in page and "<script" not in page and "<img" not in page


def test_what_is_left_out_is_counted():
    page = show_records(corpus()[0], limit=0)._repr_html_()
    assert "… " in page and "排查校舍隐患" not in page
