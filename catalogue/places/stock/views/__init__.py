"""The screens about stock: for visitors, for those who ask to be told, for helpers, for hosts."""
