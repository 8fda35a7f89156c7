import '../browserTrip/BrowserTrip.css';
import './OtherDevice.css';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { never } from '../../../core/never.ts';
import type { QrStep } from '../../../core/session/method.ts';
import { tellHost } from '../../bridge/host.ts';
import { words } from '../../words/words.ts';
import { Button } from '../../ui/Button.tsx';
import { QrCode } from '../../ui/QrCode.tsx';

/** Signing in by QR code: what to do now, at the other device or here. */
export function OtherDevice({ step }: { readonly step: QrStep }) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    // Beside the button, one Tab away; the digits have a field of their own.
    if (step.is !== 'checkCode') section.current?.focus();
  }, [step.is]);
  return (
    <section ref={section} className="trip" tabIndex={-1} aria-label={words.signIn.qr.region}>
      <Now step={step} />
      <Button look="quiet" wide onClick={() => tellHost('cancel', {})}>
        {words.signIn.cancel}
      </Button>
    </section>
  );
}

function Now({ step }: { readonly step: QrStep }): ReactNode {
  const said = words.signIn.qr;
  switch (step.is) {
    case 'scan':
      return (
        <>
          <Text title={said.scanTitle} text={said.scanText} />
          <div className="tripQr deviceQr">
            <QrCode content={step.payload} binary label={said.image} />
          </div>
        </>
      );
    case 'checkCode':
      return (
        <>
          <Text title={said.checkTitle} text={said.checkText} />
          <Digits />
        </>
      );
    case 'approve':
      return <Text title={said.approveTitle} text={said.approveText} />;
    default:
      return never(step);
  }
}

function Text({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="tripText" role="status">
      <h2 className="tripTitle">{title}</h2>
      <p className="quiet">{text}</p>
    </div>
  );
}

/** A wrong digit ends the sign-in, so nothing goes before people say so. */
function Digits() {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (typed.length === 2) tellHost('enterCheckCode', { digits: typed });
    else field.current?.focus();
  }
  return (
    <form className="deviceDigits" onSubmit={submit} noValidate>
      <input
        ref={field}
        className="deviceDigitsField"
        aria-label={words.signIn.qr.digits}
        inputMode="numeric"
        autoComplete="off"
        maxLength={2}
        value={typed}
        onChange={({ target }) => setTyped(target.value.replace(/\D/g, ''))}
      />
      <Button look="filled" type="submit" wide>
        {words.signIn.qr.go}
      </Button>
    </form>
  );
}
