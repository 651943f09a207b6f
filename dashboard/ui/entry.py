"""Who may come in: anyone, unless [auth] in .streamlit/secrets.toml asks for a sign-in (Streamlit's own OIDC)."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard.errors import SettingsError
from dashboard.ui import safe

WHERE = ".streamlit/secrets.toml"
NEEDED = ("authlib", "httpx")
NO_FILE = "No secrets found"  # how Streamlit begins when there is no such file at all


def may_enter() -> bool:
    """Whether this reader may see the coverage; where they may not yet, the way to sign in is drawn.

    Raises:
        SettingsError: the secrets cannot be followed; then nobody comes in.
    """
    secrets = _secrets()
    if "auth" not in secrets:
        return True
    if not all(find_spec(name) for name in NEEDED):
        raise SettingsError(
            f"{WHERE}: [auth] asks for a sign-in, and {' or '.join(NEEDED)}, which do it, is not installed. Run: "
            "pip install -r dashboard/requirements-sign-in.txt, or take [auth] out."
        )
    readers = _readers(secrets)
    user = dict(st.user.to_dict())
    if not user.get("is_logged_in"):
        _ask(secrets["auth"])
        return False
    if not is_welcome(user, readers):
        safe.put(safe.tag("p", f"{user.get('email') or 'This account'} may not read here.", class_="rf-warn"))
        st.button("Sign out", on_click=st.logout, key="sign-out")
        return False
    with st.sidebar:
        st.button("Sign out", on_click=st.logout, key="sign-out")
    return True


def is_welcome(user: Mapping[str, Any], readers: Sequence[str]) -> bool:
    """Whether someone who has signed in is among the readers; where none are listed, everyone who has signed in is.

    An address that the provider says it has not verified is nobody's.

    Example:
        >>> is_welcome({"email": "Ann@Example.org"}, ["@example.org"]), is_welcome({"email": "a@b.org"}, ["ann@b.org"])
        (True, False)
    """
    if not readers:
        return True
    email = str(user.get("email") or "").lower()
    verified = str(user.get("email_verified", True)).lower() != "false"
    name, at, domain = email.rpartition("@")
    return verified and bool(name and at) and bool({email, f"@{domain}"} & {reader.lower() for reader in readers})


def _secrets() -> Mapping[str, Any]:
    """What stands in the secrets; nothing where there are none.

    Raises:
        SettingsError: they cannot be read. Taking them for none would open the door.
    """
    try:
        return dict(st.secrets.to_dict())
    except StreamlitSecretNotFoundError as fault:
        if str(fault).startswith(NO_FILE):
            return {}
        raise SettingsError(
            f"{WHERE}: the secrets cannot be read, so nobody comes in. TOML belongs there. The log of the server says "
            "where it breaks."
        ) from fault


def _readers(secrets: Mapping[str, Any]) -> tuple[str, ...]:
    ours = secrets.get("refrain", {})
    given = ours.get("readers", []) if isinstance(ours, Mapping) else None
    if not isinstance(given, list) or not all(isinstance(one, str) and "@" in one for one in given):
        raise SettingsError(
            f'{WHERE}: readers under [refrain] is no list of addresses. ["ann@example.org", "@example.org"] belongs '
            "there, or nothing."
        )
    return tuple(given)


def _ask(auth: Mapping[str, Any]) -> None:
    """A button per provider that [auth] names."""
    st.title("Refrain", anchor=False)
    safe.note("Sign in to read.")
    if "client_id" in auth:
        st.button("Sign in", on_click=st.login, type="primary", key="sign-in")
    for name in (name for name, one in auth.items() if isinstance(one, Mapping) and "client_id" in one):
        st.button(safe.label(f"Sign in with {name}"), on_click=st.login, args=(name,), key=f"sign-in-{name}")
