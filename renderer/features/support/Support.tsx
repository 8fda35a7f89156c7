import './Support.css';
import type { SupportContact } from '../../../core/features/support/support.ts';
import { tellHost } from '../../bridge/host.ts';
import { words } from '../../words/words.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { useSupport } from './useSupport.ts';

/** Whom the server names for questions about the account, or nothing. */
export function Support() {
  const { contacts, page } = useSupport();
  if (contacts.length === 0 && page === null) return null;
  return (
    <div className="askWhom">
      <span>{words.support.ask}</span>
      <ul aria-label={words.support.ask}>
        {contacts.map((contact) => (
          <li key={`${contact.userId} ${contact.email}`}>
            <Contact {...contact} />
          </li>
        ))}
        {page !== null && (
          <li>
            <LinkButton onClick={() => tellHost('openLink', { url: page })}>{page}</LinkButton>
          </li>
        )}
      </ul>
    </div>
  );
}

function Contact({ userId, email, isSecurity }: SupportContact) {
  return (
    <>
      {email !== null && <LinkButton onClick={() => tellHost('openLink', { url: `mailto:${email}` })}>{email}</LinkButton>}
      {email !== null && userId !== null && ', '}
      {userId !== null && <span className="askWhomId">{userId}</span>}
      {isSecurity && ` (${words.support.security})`}
    </>
  );
}
