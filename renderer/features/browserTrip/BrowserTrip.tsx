import './BrowserTrip.css';
import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import ExternalLink from 'lucide-react/icons/external-link';
import { useEffect, useRef, useState } from 'react';
import type { DeviceCode } from '../../../core/session/method.ts';
import { tellHost } from '../../bridge/host.ts';
import { words } from '../../words/words.ts';
import { Button } from '../../ui/Button.tsx';
import { QrCode } from '../../ui/QrCode.tsx';

interface Props {
  /** Whose page it is. */
  readonly server: string;
  /** What is to be typed there, on any device; null: the page was opened in the browser here. */
  readonly code: DeviceCode | null;
}

/** While the rest happens in a browser: what to do there, and how to get there again. */
export function BrowserTrip({ server, code }: Props) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <section className="trip" aria-label={words.signIn.trip.region}>
      {code ? <Code code={code} /> : <Opened server={server} />}
      <div className="tripActions">
        <Button ref={first} onClick={() => tellHost('openBrowserAgain', {})}>
          <ExternalLink size={16} aria-hidden />
          {code ? words.signIn.trip.openHere : words.signIn.trip.again}
        </Button>
        <CopyLink />
      </div>
      <Button look="quiet" wide onClick={() => tellHost('cancel', {})}>
        {words.signIn.cancel}
      </Button>
    </section>
  );
}

function Opened({ server }: { readonly server: string }) {
  return (
    <div className="tripText" role="status">
      <h2 className="tripTitle">{words.signIn.trip.title}</h2>
      <p className="quiet">{words.signIn.trip.text(server)}</p>
    </div>
  );
}

function Code({ code }: { readonly code: DeviceCode }) {
  return (
    <>
      <div className="tripText" role="status">
        <h2 className="tripTitle">{words.signIn.code.title}</h2>
        <p className="quiet">{words.signIn.code.text}</p>
        <p className="tripAddress">{shortAddress(code.uri)}</p>
      </div>
      <output className="tripCode" aria-label={words.signIn.code.label}>
        {code.userCode}
      </output>
      <div className="tripQr">
        <QrCode content={code.uriComplete ?? code.uri} label={words.signIn.code.qr} />
        <p className="quiet">{words.signIn.code.scan}</p>
      </div>
    </>
  );
}

/** As people read and type it. */
function shortAddress(uri: string): string {
  return uri.replace(/^https:\/\//, '').replace(/\/$/, '');
}

function CopyLink() {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = window.setTimeout(() => setCopied(false), 2000);
    return () => window.clearTimeout(timer);
  }, [copied]);
  function copy(): void {
    tellHost('copyBrowserLink', {});
    setCopied(true);
  }
  return (
    <Button onClick={copy}>
      {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
      {copied ? words.signIn.trip.copied : words.signIn.trip.copy}
    </Button>
  );
}
