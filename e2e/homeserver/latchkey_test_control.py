"""A Synapse module of the test suite: ends tokens at will, with no restart, over HTTP under /_test/.

Synapse keeps a looked-up token in a cache for ever, so a changed row counts only once the cache entry goes too.
"""
import json
from typing import Any

from synapse.api.errors import SynapseError
from synapse.http.server import DirectServeJsonResource
from synapse.http.servlet import parse_json_object_from_request
from synapse.util.caches.cached_call import RetryOnExceptionCachedCall


class TestControl:
    def __init__(self, config: dict, api: Any):
        actions = Actions(api)
        for name in ("expire", "end_session", "forget", "immortal", "tokens", "inbox", "one_time_keys", "forget_introspections"):
            api.register_web_resource(f"/_test/{name}", Endpoint(config["secret"], getattr(actions, name)))

    @staticmethod
    def parse_config(config: dict) -> dict:
        return config


class Endpoint(DirectServeJsonResource):
    """Every call is a POST of a JSON object; the header keeps other programs of this computer out."""

    def __init__(self, secret: str, action: Any):
        super().__init__()
        self._secret = secret
        self._action = action

    async def _async_render_POST(self, request: Any) -> tuple[int, dict]:
        if request.getHeader("X-Test-Secret") != self._secret:
            raise SynapseError(403, "Not the test suite")
        return 200, await self._action(parse_json_object_from_request(request))


class Actions:
    """Tokens are named by {token}, by {user_id, device_id}, or by {user_id} for all of somebody's."""

    def __init__(self, api: Any):
        self._store = api._hs.get_datastores().main
        self._auth = api._hs.get_auth()

    async def expire(self, body: dict) -> dict:
        """From the next request on: 401, soft_logout true."""
        return await self._change(body, "UPDATE access_tokens SET valid_until_ms = 1 WHERE token = ?")

    async def end_session(self, body: dict) -> dict:
        """As a session_lifetime that is over: what can be refreshed cannot be any more, and what is signed in is not."""

        def end(txn: Any) -> None:
            where, values = condition(body)
            txn.execute(f"UPDATE refresh_tokens SET expiry_ts = 1, ultimate_session_expiry_ts = 1 WHERE {where}", values)

        await self._run(end)
        return await self.expire(body)

    async def forget(self, body: dict) -> dict:
        """From the next request on: 401, soft_logout false; the device and its keys stay."""
        return await self._change(body, "DELETE FROM access_tokens WHERE token = ?")

    async def immortal(self, body: dict) -> dict:
        return await self._change(body, "UPDATE access_tokens SET valid_until_ms = NULL WHERE token = ?")

    async def tokens(self, body: dict) -> dict:
        """How many access and refresh tokens the device has; never the tokens themselves."""

        def count(txn: Any) -> dict:
            where, values = condition(body)
            txn.execute(f"SELECT valid_until_ms FROM access_tokens WHERE {where} ORDER BY id", values)
            access = [row[0] for row in txn]
            txn.execute(f"SELECT COUNT(*) FROM refresh_tokens WHERE {where}", values)
            return {"access": len(access), "valid_until_ms": access, "refresh": txn.fetchone()[0]}

        return await self._run(count)

    async def inbox(self, body: dict) -> dict:
        """To-device messages that wait for the device."""

        def read(txn: Any) -> dict:
            where, values = condition(body)
            txn.execute(f"SELECT stream_id, message_json FROM device_inbox WHERE {where} ORDER BY stream_id", values)
            return {"messages": [{"stream_id": row[0], "type": json.loads(row[1]).get("type")} for row in txn]}

        return await self._run(read)

    async def one_time_keys(self, body: dict) -> dict:
        def count(txn: Any) -> dict:
            where, values = condition(body)
            txn.execute(f"SELECT COUNT(*) FROM e2e_one_time_keys_json WHERE {where}", values)
            return {"count": txn.fetchone()[0]}

        return await self._run(count)

    async def forget_introspections(self, body: dict) -> dict:
        """Asks the authorisation server anew about every token, and for its metadata."""
        self._auth._introspection_cache._result_cache.clear()
        self._auth._server_metadata = RetryOnExceptionCachedCall(self._auth._load_metadata)
        return {}

    async def _change(self, body: dict, sql: str) -> dict:
        def change(txn: Any) -> dict:
            where, values = condition(body)
            txn.execute(f"SELECT token FROM access_tokens WHERE {where}", values)
            tokens = [row[0] for row in txn]
            for token in tokens:
                txn.execute(sql, (token,))
                self._store._invalidate_cache_and_stream(txn, self._store.get_user_by_access_token, (token,))
            return {"changed": len(tokens)}

        return await self._run(change)

    async def _run(self, work: Any) -> dict:
        return await self._store.db_pool.runInteraction("latchkey_test_control", work)


def condition(body: dict) -> tuple[str, list[str]]:
    columns = [name for name in ("token", "user_id", "device_id") if name in body]
    if not columns:
        raise SynapseError(400, "Name a token or a user_id")
    return " AND ".join(f"{name} = ?" for name in columns), [body[name] for name in columns]
