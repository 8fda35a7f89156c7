/**
 * A success is the specification's answer only (E11): any JSON with status 200 may come from something in between, a hotel's portal for
 * one, and ended, changed or closed nothing.
 */
export function isEmptyObject(json: unknown): boolean {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && Object.keys(json).length === 0;
}

/** For `POST /account/deactivate`: `id_server_unbind_result` is required there. */
export function isDeactivation(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'id_server_unbind_result' in json && typeof json.id_server_unbind_result === 'string';
}
