"""Makes all tables in half the time: a new model does not make every other model anew.

While it migrates, Django keeps a model class for each table as it is at that moment. When a model
comes, Django makes all classes again that are tied to it, however far: that is nearly all of them,
at each new table, and it takes longer than the tables themselves. But nothing can point at a model
that was not there yet; making its own class is enough, as when a program starts.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ModelState, ProjectState


def _add_model(self: ProjectState, model_state: ModelState) -> None:
    key = model_state.app_label, model_state.name_lower
    is_new = key not in self.models
    self.models[key] = model_state
    if self._relations is not None:  # type: ignore[attr-defined]
        self.resolve_model_relations(key)
    if "apps" not in self.__dict__:  # asking for it would make it
        return
    if is_new:
        self.apps.render_multiple([model_state])
    else:
        self.reload_model(*key)


@contextmanager
def new_models_alone() -> Iterator[None]:
    """Let a new model be made alone as long as this lasts."""
    by_django = ProjectState.add_model
    ProjectState.add_model = _add_model  # type: ignore[method-assign]
    try:
        yield
    finally:
        ProjectState.add_model = by_django  # type: ignore[method-assign]
