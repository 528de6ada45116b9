import { pay } from '../intents.ts';
import type { Story } from '../story.ts';
import { others, staff } from './said.ts';

/** Who is hard to find, or was never late. */

export const hardToReach: Story = {
  chapters: [{ on: 'letter', then: [pay(3)] }],
  answers: { call: ['give-back', 'approve', 'forget', 'approve'], 'letter-approval': ['approve'] },
  // The second is the one of which nobody reports.
  calls: ['no-answer', 'no-answer', 'wrong-number', 'no-answer'],
  letters: ['served'],
};

export const livesElsewhere: Story = {
  chapters: [{ on: 'letter', then: [pay(4)] }],
  answers: { 'find-address': ['approve'], 'letter-approval': ['approve'] },
  letters: ['returned', 'served'],
};

export const movedAway: Story = {
  chapters: [],
  answers: { 'find-address': ['leave'], 'letter-approval': ['approve'] },
  letters: ['returned'],
  end: ['sold', 'sold with the portfolio of the quarter'],
};

export const wronglyReported: Story = {
  chapters: [
    {
      on: 'reached',
      then: [
        staff(0.5, {
          do: 'say',
          event: { type: 'note', text: 'the customer has sent the receipt of the branch' },
        }),
        others(2, {
          do: 'change-loan',
          change: 'recalled',
          why: 'the branch had booked the payment to another account',
        }),
      ],
    },
  ],
};
