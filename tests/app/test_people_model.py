"""The people's list tells its view the difference, and nobody moves under the hand."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from app.models.people_model import HIDDEN, NAMED, RARE, UNNAMED, Order, PeopleModel, order_called, section_of
from core.records import Person


def somebody(key: str, *, name: str = "", faces: int = 5, state: str = "shown") -> Person:
    number = int(key[1:])
    person_id, group_id = (number, None) if key[0] == "p" else (None, number)
    return Person(person_id, group_id, name, state, faces, faces, number, "")  # type: ignore[arg-type]


def keys(model: PeopleModel) -> list[str]:
    return [row.key for row in model.rows]


PEOPLE = st.lists(
    st.builds(
        somebody,
        st.integers(1, 30).map(lambda number: f"p{number}" if number % 2 else f"g{number}"),
        name=st.sampled_from(["", "", "Anna", "Ben", "Çelik"]),
        faces=st.integers(1, 9),
        state=st.sampled_from(["shown", "shown", "hidden"]),
    ),
    unique_by=lambda person: person.key,
    max_size=20,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=PEOPLE, after=PEOPLE, fresh=st.booleans())
def test_any_change_keeps_views_right(qapp: object, before: list[Person], after: list[Person], fresh: bool) -> None:
    del qapp
    model = PeopleModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_people(before, fresh_order=True)
    held = {row.key: QPersistentModelIndex(model.index(place)) for place, row in enumerate(model.rows)}
    shown: list[None] = []
    model.shown.connect(lambda: shown.append(None))
    model.show_people(after, fresh_order=fresh)
    assert {row.key: row for row in model.rows} == {person.key: person for person in after}
    assert [section_of(row) for row in model.rows] == sorted(
        (section_of(row) for row in model.rows), key=[NAMED, UNNAMED, RARE, HIDDEN].index
    )
    for key, index in held.items():
        assert index.isValid() == (key in keys(model))
        if index.isValid():
            assert model.rows[index.row()].key == key
    assert shown or before == after
    del tester


def test_nobody_moves_while_sizes_change_but_newcomers_take_their_place(qapp: object) -> None:
    del qapp
    model = PeopleModel()
    model.show_people([somebody("g1", faces=9), somebody("g2", faces=6), somebody("g3", faces=4)], fresh_order=True)
    grown = [somebody("g1", faces=9), somebody("g2", faces=6), somebody("g3", faces=40), somebody("g4", faces=7)]
    model.show_people(grown, fresh_order=False)
    assert keys(model) == ["g1", "g4", "g2", "g3"]
    model.show_people(grown, fresh_order=True)
    assert keys(model) == ["g3", "g1", "g4", "g2"]


def test_the_selection_survives_a_refresh(qapp: object) -> None:
    del qapp
    model = PeopleModel()
    model.show_people([somebody("g1", faces=9), somebody("g2", faces=6), somebody("g3", faces=4)], fresh_order=True)
    selection = QItemSelectionModel(model)
    selection.select(model.index(1), QItemSelectionModel.SelectionFlag.Select)
    model.show_people([somebody("p7", name="Anna"), somebody("g2", faces=6), somebody("g3", faces=8)], fresh_order=True)
    assert [model.rows[index.row()].key for index in selection.selectedIndexes()] == ["g2"]


def test_sections_count_their_people_and_the_rare_are_folded(qapp: object) -> None:
    del qapp
    model = PeopleModel()
    model.show_people(
        [
            somebody("p1", name="Anna", faces=1),
            somebody("g2", faces=3),
            somebody("g3", faces=2),
            somebody("p4", faces=1),
            somebody("p5", name="Ben", state="hidden"),
        ],
        fresh_order=True,
    )
    found = [(section.name, section.first, section.end, section.folded) for section in model.sections()]
    assert found == [(NAMED, 0, 1, False), (UNNAMED, 1, 2, False), (RARE, 2, 4, True), (HIDDEN, 4, 5, True)]
    model.set_open(HIDDEN, True)
    assert not model.sections()[-1].folded


def test_small_groups_are_open_while_there_is_nobody_else(qapp: object) -> None:
    del qapp
    model = PeopleModel()
    model.show_people([somebody("g3", faces=2)], fresh_order=True)
    assert not model.sections()[0].folded


def test_a_filter_shows_names_that_match_from_every_section(qapp: object) -> None:
    del qapp
    model = PeopleModel()
    model.show_people(
        [somebody("p1", name="Anna"), somebody("p2", name="Ben"), somebody("p3", name="Änne", state="hidden")],
        fresh_order=True,
    )
    model.set_filter("an")
    assert keys(model) == ["p1", "p3"]
    assert not any(section.folded for section in model.sections())
    model.set_filter("")
    assert keys(model) == ["p1", "p2", "p3"]


def test_people_who_walked_through_the_picture_wait_with_the_rare() -> None:
    blurred = replace(somebody("g1", faces=4), best=0.1)
    assert section_of(blurred) == RARE
    assert section_of(replace(blurred, best=0.9)) == UNNAMED
    assert section_of(replace(blurred, faces=40)) == UNNAMED
    assert section_of(replace(blurred, name="Anna")) == NAMED


def test_people_are_sorted_by_name_by_count_or_by_when_they_were_seen(qapp: object) -> None:
    model = PeopleModel()
    people = [
        replace(somebody("p1", name="Zoe", faces=3), last_seen="2020-01-01"),
        replace(somebody("p2", name="Anna", faces=9), last_seen="2001-01-01"),
        replace(somebody("p3", name="Mia", faces=5), last_seen=""),
        replace(somebody("g4", faces=4), last_seen="2019-01-01"),
        replace(somebody("g5", faces=8), last_seen="2003-01-01"),
    ]
    model.show_people(people, fresh_order=True)
    assert keys(model) == ["p2", "p3", "p1", "g5", "g4"]
    model.set_order("count")
    assert keys(model) == ["p2", "p3", "p1", "g5", "g4"]
    model.set_order("last seen")
    assert keys(model) == ["p1", "p2", "p3", "g4", "g5"]
    model.set_order("name")
    assert keys(model) == ["p2", "p3", "p1", "g5", "g4"]


def test_a_merge_is_shown_before_it_is_written(qapp: object) -> None:
    model = PeopleModel()
    people = [somebody("p1", name="Anna", faces=9), somebody("g2", faces=4), somebody("g3", faces=6)]
    model.show_people(people, fresh_order=True)
    model.show_merged(["g2", "g3"], "g3")
    assert [(row.key, row.name, row.faces) for row in model.rows] == [("p1", "Anna", 9), ("g3", "", 10)]
    model.show_merged(["p1", "g3"], "g3")
    assert [(row.key, row.name, row.faces) for row in model.rows] == [("g3", "Anna", 19)]
    model.show_merged(["g3"], "g99")
    assert keys(model) == ["g3"]


def test_who_is_in_more_photos_comes_first_whatever_their_faces(qapp: object) -> None:
    model = PeopleModel()
    film = replace(somebody("g1", faces=9), photos=2)  # many frames of one film
    more, fewer = replace(somebody("g2", faces=4), photos=3), replace(somebody("g3", faces=3), photos=3)
    model.show_people([film, fewer, more], fresh_order=True)
    assert keys(model) == ["g2", "g3", "g1"]


def test_an_order_that_nobody_knows_is_the_one_by_name() -> None:
    assert order_called("last seen") == "last seen"
    assert order_called("") == order_called("nonsense") == "name"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people=PEOPLE.filter(bool),
    number=st.integers(0, 19),
    name=st.sampled_from(["Anna", "Ben", "Zoe"]),
    order=st.sampled_from(["name", "count"]),
    typed=st.sampled_from(["", "", "an"]),
    told=st.booleans(),
)
def test_a_new_name_stands_at_once_where_the_library_would_put_it(
    qapp: object, people: list[Person], number: int, name: str, order: Order, typed: str, told: bool
) -> None:
    """`told`: the library has said which person it is by now."""
    del qapp
    model, other = PeopleModel(), PeopleModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for one in (model, other):
        one.set_order(order)
        one.show_people(people, fresh_order=True)
        one.set_filter(typed)
    chosen = people[number % len(people)]
    named = replace(chosen, name=name)
    held = QPersistentModelIndex(model.place_of(chosen.key))
    before = list(model.rows)
    model.show_named(chosen.key, name)
    other.show_people([named if person is chosen else person for person in people], fresh_order=False)
    assert model.sections() == other.sections()
    assert {row.key: row for row in model.rows} == {row.key: row for row in other.rows}
    if order == "name":
        assert model.rows == other.rows
    elif not typed and section_of(named) != section_of(chosen):  # among those of the same section, by how many photos
        assert [row for row in model.rows if row.key != named.key] == [row for row in before if row.key != named.key]
        place = model.rows.index(named)
        company = [row for row in model.rows if section_of(row) == section_of(named)]
        assert [row.photos < named.photos for row in company[: company.index(named)]].count(True) == 0
        assert (
            place + 1 == len(model.rows)
            or section_of(model.rows[place + 1]) != section_of(named)
            or (model.rows[place + 1].photos <= named.photos)
        )
    if told:
        model.show_named(chosen.key, name, person_id=99)
        now = replace(named, person_id=99, group_id=None)
        assert {row.key for row in model.rows} == {"p99" if row.key == chosen.key else row.key for row in other.rows}
        assert now in model.people
        if held.isValid():
            assert model.rows[held.row()] == now  # it stays chosen, and the keyboard on it
    del tester
