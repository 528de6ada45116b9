import { close, pay } from '../intents.ts';
import type { Story } from '../story.ts';
import { customer } from './said.ts';

/** Who says that it is not owed. */

export const disputesPart: Story = {
  chapters: [
    {
      on: 'reached',
      then: [customer(1, { do: 'dispute', share: 0.4, subject: 'goods that never arrived' })],
    },
    {
      on: { decided: 'dispute-resolution' },
      then: [
        pay(3, 1, 'undisputed'),
        close(6, 'settled', 'the undisputed part is paid, the rest was charged wrongly'),
      ],
    },
  ],
  answers: { 'dispute-resolution': ['partly'] },
};

export const disputesAll: Story = {
  chapters: [
    {
      on: 'reached',
      then: [customer(1, { do: 'dispute', share: 1, subject: 'the card was used by somebody else' })],
    },
  ],
  answers: { 'dispute-resolution': ['approve'] },
  end: ['recalled', 'the dispute was upheld: the claim is withdrawn'],
};

export const disputesWrongly: Story = {
  chapters: [
    {
      on: 'called',
      then: [customer(0.2, { do: 'dispute', share: 1, subject: 'the instalment was paid in cash' })],
    },
    { on: { decided: 'dispute-resolution' }, then: [pay(4)] },
  ],
  calls: ['third-party'],
  answers: { 'dispute-resolution': ['reject'] },
};
