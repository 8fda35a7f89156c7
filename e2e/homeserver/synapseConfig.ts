import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HomeserverOptions, RateLimit } from './homeserverOptions.ts';

export interface SynapsePaths {
  readonly directory: string;
  readonly config: string;
  readonly log: string;
  readonly output: string;
}

export interface ServerSecrets {
  readonly registration: string;
  readonly testControl: string;
}

const never: RateLimit = { per_second: 10_000, burst_count: 10_000 };

export function writeSynapseConfig(
  paths: SynapsePaths,
  port: number,
  serverName: string,
  secrets: ServerSecrets,
  options: HomeserverOptions,
  signIn: Readonly<Record<string, unknown>>,
): void {
  const config = {
    ...basics(paths, port, serverName, secrets),
    ...lifetimes(options),
    ...rateLimits(options),
    ...baseUrl(port, options),
    presence: { enabled: options.presence ?? false },
    modules: [{ module: 'latchkey_test_control.TestControl', config: { secret: secrets.testControl } }],
    ...signIn,
    ...options.extra,
  };
  // JSON is YAML.
  writeFileSync(paths.config, JSON.stringify(config, null, 2), { mode: 0o600 });
  writeFileSync(join(paths.directory, 'log.yaml'), JSON.stringify(logConfig(paths.log), null, 2));
}

function basics(paths: SynapsePaths, port: number, serverName: string, secrets: ServerSecrets) {
  return {
    server_name: serverName,
    listeners: [
      {
        port,
        type: 'http',
        bind_addresses: ['127.0.0.1'],
        resources: [{ names: ['client', 'media'], compress: false }],
      },
    ],
    database: { name: 'sqlite3', args: { database: join(paths.directory, 'homeserver.db') } },
    log_config: join(paths.directory, 'log.yaml'),
    signing_key_path: join(paths.directory, 'signing.key'),
    media_store_path: join(paths.directory, 'media'),
    pid_file: join(paths.directory, 'synapse.pid'),
    registration_shared_secret: secrets.registration,
    macaroon_secret_key: secrets.registration,
    form_secret: secrets.registration,
    report_stats: false,
    trusted_key_servers: [],
    suppress_key_server_warning: true,
    federation_domain_whitelist: [],
    // Cheap hashes: the tests make many users.
    bcrypt_rounds: 4,
    // Equal requests must see what changed between them.
    caches: { sync_response_cache_duration: 0 },
    url_preview_enabled: false,
    user_directory: { search_all_users: true },
    room_list_publication_rules: [{ user_id: '*', action: 'allow' }],
    max_upload_size: '50M',
  };
}

function lifetimes(options: HomeserverOptions) {
  return {
    ...(options.nonrefreshableAccessTokenLifetime !== undefined && {
      nonrefreshable_access_token_lifetime: options.nonrefreshableAccessTokenLifetime,
    }),
    // Off unless a test is about them: with refresh tokens the end of an access token is nothing people see.
    refreshable_access_token_lifetime: options.refreshableAccessTokenLifetime ?? null,
    ...(options.refreshTokenLifetime !== undefined && { refresh_token_lifetime: options.refreshTokenLifetime }),
    ...(options.sessionLifetime !== undefined && { session_lifetime: options.sessionLifetime }),
  };
}

function rateLimits({ loginLimits, realLimits = false }: HomeserverOptions) {
  const login = loginLimits === true ? {} : { address: never, account: never, failed_attempts: never, ...loginLimits };
  if (realLimits) return { rc_login: login };
  const names = ['rc_message', 'rc_registration', 'rc_registration_token_validity', 'rc_admin_redaction', 'rc_joins_per_room'];
  const more = ['rc_key_requests', 'rc_3pid_validation', 'rc_third_party_invite', 'rc_media_create', 'rc_room_creation'];
  const rest = ['rc_delayed_event_mgmt', 'rc_reports', 'rc_user_directory', 'rc_profile'];
  return {
    ...Object.fromEntries([...names, ...more, ...rest].map((name) => [name, never])),
    rc_joins: { local: never, remote: never },
    rc_invites: { per_room: never, per_user: never, per_issuer: never },
    rc_presence: { per_user: never },
    rc_login: login,
  };
}

function baseUrl(port: number, { publicBaseUrl = `http://127.0.0.1:${port}/` }: HomeserverOptions) {
  return publicBaseUrl === null ? {} : { public_baseurl: publicBaseUrl };
}

function logConfig(file: string) {
  return {
    version: 1,
    formatters: { plain: { format: '%(asctime)s %(levelname)s %(name)s %(message)s' } },
    handlers: { file: { class: 'logging.FileHandler', filename: file, formatter: 'plain' } },
    loggers: { 'synapse.storage.SQL': { level: 'WARNING' } },
    root: { level: 'INFO', handlers: ['file'] },
    disable_existing_loggers: false,
  };
}
