import { pay, type Action, type Happening, type Intent, type Memory, type Reaction } from './intents.ts';
import type { CommonCharacter } from './characters.ts';
import type { Random } from './random.ts';

type Contact = Extract<Happening, { kind: 'contact' }>;
type Handler = (contact: Contact, memory: Memory, draws: Random) => Intent[];

/** @returns what a customer who has taken notice of a contact does, in character */
export function reachedBy(
  character: CommonCharacter,
  memory: Memory,
  contact: Contact,
  draws: Random,
): Reaction {
  const intents = HANDLERS[character](contact, memory, draws);
  const does = (what: Action['do']) => intents.some(({ action }) => action.do === what);
  return {
    memory: {
      ...memory,
      promises: memory.promises + (does('promise') ? 1 : 0),
      spoken: memory.spoken || does('grace') || does('dispute'),
    },
    intents,
  };
}

const isLetter = ({ channel }: Contact) => channel === 'letter';
const isTalk = ({ channel }: Contact) => channel === 'voice' || channel === 'letter';
const soon = (draws: Random) => 0.1 + draws.next() * 2.5;

const HANDLERS: Readonly<Record<CommonCharacter, Handler>> = {
  'pays-late-alone': () => [],
  'pays-when-reminded': (_contact, _memory, draws) => [pay(soon(draws))],
  'pays-after-call': (contact, _memory, draws) => {
    if (!isTalk(contact)) return [];
    return draws.chance(0.35) ? [pay(soon(draws), 0.5), pay(6 + soon(draws))] : [pay(soon(draws))];
  },
  'keeps-promises': (contact, memory, draws) => {
    if (!isTalk(contact) && memory.reached < 2) return [];
    if (memory.promises >= 2) return [pay(soon(draws))];
    const first = draws.int(3, 10);
    return draws.chance(0.5)
      ? [promise([{ inDays: first, share: 1, kept: 1 }], draws)]
      : [
          promise(
            [
              { inDays: first, share: 0.5, kept: 1 },
              { inDays: first + 9, share: 0.5, kept: 1 },
            ],
            draws,
          ),
        ];
  },
  'partly-keeps-promises': (contact, memory, draws) => {
    if (memory.promises > 0) return [pay(soon(draws))];
    return isTalk(contact) || memory.reached >= 2
      ? [promise([{ inDays: draws.int(4, 12), share: 1, kept: 0.55 + draws.next() * 0.3 }], draws)]
      : [];
  },
  'breaks-promises': (contact, memory, draws) => {
    if (contact.script === 'legal-notice') return [pay(3 + draws.next() * 5)];
    if (!isTalk(contact) || memory.promises >= 4) return [];
    const kept = memory.promises === 1 ? 0.2 : 0;
    return [promise([{ inDays: draws.int(4, 14), share: memory.promises === 0 ? 1 : 0.6, kept }], draws)];
  },
  'hit-by-disaster': (_contact, memory, draws) =>
    memory.spoken
      ? [pay(soon(draws))]
      : [customer(soon(draws), { do: 'grace', reason: 'force-majeure', days: draws.int(14, 25) })],
  'pays-after-letter': (contact, _memory, draws) => (isLetter(contact) ? [pay(2 + draws.next() * 8)] : []),
  'never-pays': () => [],
};

const customer = (afterDays: number, action: Action): Intent => ({ afterDays, by: 'customer', action });

const promise = (parts: Extract<Action, { do: 'promise' }>['parts'], draws: Random): Intent =>
  customer(0.05 + draws.next() * 0.2, { do: 'promise', parts });
