"""Ids: one grammar for every entity and party, compared letter for letter and never repaired.

>>> from mot_core import id
>>> id.parse("mort-offer-2025-0001")
'mort-offer-2025-0001'
"""

from ._native import create_id as create
from ._native import parse_id as parse

__all__ = ["create", "parse"]
