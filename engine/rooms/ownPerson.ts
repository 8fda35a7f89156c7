import type { Client } from '../../core/contracts/contract.ts';
import type { StoreContract } from '../../core/contracts/store.ts';
import type { Person } from '../../core/features/rooms/model.ts';
import { meValue } from '../boot.ts';
import { sameData } from '../../core/sameData.ts';
import { ValueFeed } from '../feeds/valueFeed.ts';
import type { Log } from '../log.ts';

/** Who the account is, as it was last known: own messages are shown with it before their event is there. */
export class OwnPerson {
  private person: Person;
  /** Tells whoever shows it. */
  readonly feed = new ValueFeed<Person>(sameData);
  private readonly store: Pick<Client<StoreContract>['calls'], 'putValue'>;
  private readonly log: Log;

  constructor(store: Pick<Client<StoreContract>['calls'], 'putValue'>, saved: Person | null, log: Log) {
    this.store = store;
    this.person = saved ?? { userId: '@me:unknown', name: '' };
    if (saved) this.feed.set(saved);
    this.log = log;
  }

  get now(): Person {
    return this.person;
  }

  /** Without a name, people are called by their ID. */
  findId(userId: Person['userId']): void {
    if (this.person.name === '') this.person = { userId, name: userId };
  }

  find(person: Person): void {
    if (sameData(person, this.person)) return;
    this.person = person;
    this.feed.set(person);
    this.store.putValue({ name: meValue, value: JSON.stringify(person) }).catch((cause) => this.log.fault('own name', cause));
  }
}
