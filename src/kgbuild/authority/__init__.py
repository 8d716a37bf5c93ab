"""Lists of people's own (SKOS or CSV) into rows of a gazetteer: :func:`import_list`."""

from kgbuild.authority.importing import Import, import_list

__all__ = ["Import", "import_list"]
