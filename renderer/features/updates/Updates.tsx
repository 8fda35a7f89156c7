import './Updates.css';
import type { Update, UpdateState } from '../../../core/features/updates/model.ts';
import { never } from '../../../core/never.ts';
import { Button } from '../../ui/Button.tsx';
import { Details } from '../../ui/ErrorNote.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { askUpdates, problemWords, useUpdates } from './updates.ts';
import { useNow } from '../../ui/useNow.ts';
import { SettingsGroup } from '../../ui/SettingsGroup.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { words } from '../../words/words.ts';
import { changeSettings, useSettings } from '../../settings.ts';

const said = words.updates;

/** What this copy of Latchkey knows of newer versions, and who brings them. */
export function Updates() {
  const updates = useUpdates((state) => state.updates);
  if (!updates) return null;
  return (
    <div id="settingsUpdates" className="settingsRows">
      {(updates.is !== 'off' || updates.why.is === 'setting') && <LookForUpdates />}
      <Now updates={updates} />
    </div>
  );
}

function LookForUpdates() {
  const on = useSettings((settings) => settings.lookForUpdates);
  return <Switch label={said.switch} text={said.switchText} on={on} onChange={(lookForUpdates) => changeSettings({ lookForUpdates })} />;
}

function Now({ updates }: { readonly updates: UpdateState }) {
  const now = useNow(60_000);
  switch (updates.is) {
    case 'off':
      return <Line>{updates.why.is === 'packager' ? said.off.packager(updates.why.name) : said.off[updates.why.is]}</Line>;
    case 'idle':
      return <Line action={<Look />}>{updates.lookedAt === null ? said.never : said.upToDate(updates.lookedAt, now)}</Line>;
    case 'checking':
      return <Line>{said.checking}</Line>;
    case 'available':
      return (
        <Offer update={updates.update} title={said.available(updates.update.version)} text={said.availableText(updates.update.bytes)}>
          <Button look="filled" onClick={() => askUpdates('downloadAsked')}>
            {said.download}
          </Button>
          <Look />
        </Offer>
      );
    case 'downloading':
      return (
        <Offer
          update={updates.update}
          title={said.downloading(updates.update.version)}
          text={said.received(updates.received, updates.update.bytes)}
          bar={<Progress label={said.downloading(updates.update.version)} done={updates.received} total={updates.update.bytes} />}
        >
          <Button onClick={() => askUpdates('stopAsked')}>{said.stop}</Button>
        </Offer>
      );
    case 'ready':
      return (
        <Offer update={updates.update} title={said.ready(updates.update.version)} text={said.readyText}>
          <Button look="filled" onClick={() => askUpdates('restartAsked')}>
            {said.restart}
          </Button>
        </Offer>
      );
    case 'failed':
      return <Failed updates={updates} />;
    default:
      return never(updates);
  }
}

function Failed({ updates }: { readonly updates: Extract<UpdateState, { is: 'failed' }> }) {
  const { text, details } = problemWords(updates.problem);
  if (updates.of === 'look') {
    return (
      <Line title={said.failed.look} details={details} action={<Look />}>
        {text}
      </Line>
    );
  }
  return (
    <Offer update={updates.update} title={said.failed[updates.of](updates.update.version)} text={text} details={details}>
      <Button look="filled" onClick={() => askUpdates('downloadAsked')}>
        {said.again}
      </Button>
    </Offer>
  );
}

const Look = () => <Button onClick={() => askUpdates('lookAsked')}>{said.checkNow}</Button>;

interface LineProps {
  readonly title?: string;
  readonly details?: string | null;
  readonly action?: React.ReactNode;
  readonly children: string;
}

function Line({ title, details = null, action, children }: LineProps) {
  return (
    <section className="settingsGroup">
      {title !== undefined && <h3 className="settingsGroupTitle">{title}</h3>}
      <p className="settingText tabular" role="status">
        {children}
      </p>
      {details !== null && <Details text={details} />}
      {action && <div>{action}</div>}
    </section>
  );
}

interface OfferProps {
  readonly update: Update;
  readonly title: string;
  readonly text: string;
  readonly details?: string | null;
  /** How far it has come. */
  readonly bar?: React.ReactNode;
  readonly children: React.ReactNode;
}

function Offer({ update, title, text, details = null, bar, children }: OfferProps) {
  return (
    <SettingsGroup id="settingsUpdate" title={title}>
      <p className="settingText tabular" role="status">
        {text}
      </p>
      {bar}
      {details !== null && <Details text={details} />}
      <div className="updateActions">{children}</div>
      <h4 className="updateNewsTitle">{said.news}</h4>
      <p className="updateNews" dir="auto">
        {update.notes === '' ? said.noNews : update.notes}
      </p>
    </SettingsGroup>
  );
}
