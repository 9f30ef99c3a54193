"""How many answers it takes until everybody has the right name: a simulated user who answers by the truth.

One decision on one screen is one answer. There are two screens: the People page, where the user names the largest
nameless group ("Who is this?"; a name that exists already joins the two), and the Review page with the questions of
`core.people.suggest`, answered yes or no. A mixed group is taken for the person of most of its faces. What is named
counts as right where it is that person's face.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.people.constraints import NOBODY, Constraints
from core.people.suggest import Question, Side, rank_questions, worth_of_a_name, worth_of_a_pair

Labels = NDArray[np.integer]

AHEAD = 12  # questions of each kind that the Review page ranks at a time


@dataclass(frozen=True, slots=True, eq=False)
class Review:
    """After each answer: shares 0..1 of all faces, shape (A + 1,), before the first answer first."""

    right: NDArray[np.float64]
    wrong: NDArray[np.float64]

    def after(self, answers: int) -> tuple[float, float]:
        """(right, wrong) after so many answers, or after the last one."""
        place = min(answers, len(self.right) - 1)
        return float(self.right[place]), float(self.wrong[place])

    def answers_until(self, share: float) -> int | None:
        """How many answers until this share is right; None where it never is."""
        enough = np.flatnonzero(self.right >= share)
        return int(enough[0]) if len(enough) else None


def name_groups(labels: Labels, truth: Labels) -> Review:
    """A user names the groups, largest first. labels, truth: (N,), the groups and the true persons."""
    table = _table(labels, truth)
    sizes = table.sum(axis=1)
    order = np.argsort(-sizes, kind="stable")
    best = table.max(axis=1, initial=0)[order]
    total = max(1, len(labels))
    return Review(_running(best / total), _running((sizes[order] - best) / total))


def name_and_split(labels: Labels, truth: Labels) -> Review:
    """A user who also takes every mixed group apart: one more answer for each further person in it."""
    parts = np.sort(_table(labels, truth), axis=1)[:, ::-1]
    order = np.argsort(-parts.sum(axis=1), kind="stable")
    settled = parts[order].ravel()
    steps = settled[settled > 0] / max(1, len(labels))
    return Review(_running(steps), np.zeros(len(steps) + 1))


def ideal(truth: Labels) -> Review:
    """The best that naming can do: one answer a person, the most photographed first."""
    return name_groups(truth, truth)


def answer_questions(
    vectors: NDArray[np.float32], labels: Labels, truth: Labels, *, reach: float, rare: int = 2, most: int = 2000
) -> Review:
    """A user who answers what the Review page asks, until all have a name or `most` answers are given.

    vectors: (N, dimension), unit length; labels, truth: (N,); reach: of the questions, squared L2. The page asks about
    pairs and, of groups of more than `rare` faces, who it is, whatever is worth most (`core.people.suggest`). Where it
    has nothing to ask the largest nameless group is named on the People page.
    """
    user = _User(np.unique(labels, return_inverse=True)[1], np.unique(truth, return_inverse=True)[1])
    while user.answers < most and user.nameless.size:
        questions = rank_questions(
            vectors,
            user.group,
            constraints=user.constraints(),
            unsure=np.empty((0, 2), dtype=np.int64),
            reach=reach,
            limit=AHEAD,
        )
        question = _best_question(questions, user.nameless_groups(AHEAD, more_than=rare))
        if isinstance(question, Question):
            user.answer(question)
        else:
            user.name(user.largest() if question is None else user.nameless_of(question))
    return user.review()


def _best_question(questions: list[Question], groups: list[tuple[int, int]]) -> Question | int | None:
    """A pair, or a group to be named, whatever the Review page ranks first; groups: (label, size). None where it has
    nothing."""
    named = [one.left.kind == "person" for one in questions]
    known = {one.right.number: one.probability for one, at_hand in zip(questions, named, strict=True) if at_hand}
    ranked: list[tuple[float, Question | int]] = [
        (worth_of_a_pair(one.settles, one.probability, named=at_hand), one)
        for one, at_hand in zip(questions, named, strict=True)
    ]
    ranked += [(worth_of_a_name(size, known=known.get(group, 0.0)), group) for group, size in groups]
    return max(ranked, key=lambda one: one[0], default=(0.0, None))[1]


class _User:
    """Knows the truth, and what has been said so far."""

    def __init__(self, group: NDArray[np.int64], truth: NDArray[np.int64]) -> None:
        self.group = group
        self._truth = truth
        self._person = np.full(len(truth), NOBODY, dtype=np.int64)
        self._rejected: list[tuple[int, int]] = []
        self._different: list[tuple[int, int]] = []
        self._right, self._wrong = [0], [0]

    @property
    def answers(self) -> int:
        return len(self._right) - 1

    @property
    def nameless(self) -> NDArray[np.int64]:
        return np.flatnonzero(self._person == NOBODY)

    def constraints(self) -> Constraints:
        none = Constraints.none(len(self.group))
        rejected, different = (np.array(pairs).reshape(-1, 2) for pairs in (self._rejected, self._different))
        return Constraints(none.photo, self._person, rejected.astype(np.int64), none.same, different.astype(np.int64))

    def nameless_groups(self, number: int, *, more_than: int) -> list[tuple[int, int]]:
        """(label, size) of the largest nameless groups."""
        sizes = np.bincount(self.group[self.nameless])
        order = np.argsort(-sizes, kind="stable")[:number]
        return [(int(group), int(sizes[group])) for group in order if sizes[group] > more_than]

    def nameless_of(self, group: int) -> NDArray[np.int64]:
        """The nameless faces of a group."""
        nameless = self.nameless
        faces: NDArray[np.int64] = nameless[self.group[nameless] == group]
        return faces

    def largest(self) -> NDArray[np.int64]:
        """The faces of the largest nameless group."""
        return self.nameless_of(self.nameless_groups(1, more_than=0)[0][0])

    def name(self, faces: NDArray[np.int64]) -> None:
        """Gives the faces to the person of most of them."""
        self._give(faces, self._most(faces))

    def answer(self, question: Question) -> None:
        """Yes where both sides are mostly the same person."""
        left, right = self._faces(question.left), self._faces(question.right)
        who = question.left.number if question.left.kind == "person" else self._most(left)
        if self._most(right) == who:
            if question.left.kind == "person":
                self._give(right, who)
            else:
                self.group[right] = self.group[left[0]]
                self._count()
            return
        if question.left.kind == "person":
            self._rejected += [(int(face), who) for face in right]
        else:
            self._different.append((int(left[0]), int(right[0])))
        self._count()

    def review(self) -> Review:
        total = max(1, len(self.group))
        return Review(np.array(self._right) / total, np.array(self._wrong) / total)

    def _faces(self, side: Side) -> NDArray[np.int64]:
        if side.kind == "person":
            return np.flatnonzero(self._person == side.number)
        if side.kind == "face":
            return np.array([side.number])
        return self.nameless_of(side.number)

    def _most(self, faces: NDArray[np.int64]) -> int:
        return int(np.bincount(self._truth[faces]).argmax())

    def _give(self, faces: NDArray[np.int64], person: int) -> None:
        self._person[faces] = person
        self._count()

    def _count(self) -> None:
        named = self._person != NOBODY
        right = int((self._person == self._truth)[named].sum())
        self._right.append(right)
        self._wrong.append(int(named.sum()) - right)


def _table(labels: Labels, truth: Labels) -> NDArray[np.int64]:
    """How many faces of each person (P) each group (G) holds; shape (G, P)."""
    _, group = np.unique(labels, return_inverse=True)
    _, person = np.unique(truth, return_inverse=True)
    table = np.zeros((int(group.max(initial=-1)) + 1, int(person.max(initial=-1)) + 1), dtype=np.int64)
    np.add.at(table, (group, person), 1)
    return table


def _running(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(steps)])
