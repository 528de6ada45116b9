import type { Line } from './line.ts';

/** Written when the rules were done; no rule was changed for it. Leave it so: write new lines elsewhere. */
export const LAST_EN: readonly Line[] = [
  ['threat_violence', 'ok', 'Whatever happens, no one is going to hurt you or your family over this.'],
  ['threat_violence', 'ok', "If you'd feel safer, we can speak while your support worker is with you."],
  [
    'abusive_language',
    'ok',
    "We don't call people names, and I apologise that it happened on your last call.",
  ],
  ['harassment', 'ok', "We can ring you at lunch instead, or not at all if you'd rather text."],
  ['harassment', 'ok', "Twenty calls in one day is not acceptable and I've raised it with the team."],
  [
    'impersonate_authority',
    'ok',
    "We're a lender. We can't arrest people, and we don't work with the police.",
  ],
  ['impersonate_authority', 'ok', 'You can check with the court yourself; its number is on its website.'],
  ['impersonate_lawyer', 'ok', "If you'd like a solicitor to speak for you, we'll wait for their call."],
  [
    'simulate_legal_document',
    'ok',
    'Our letters never look like court forms; if yours did, send us a photo.',
  ],
  [
    'third_party_disclosure',
    'ok',
    "I can't confirm whether he banks with us. Please just ask him to call back.",
  ],
  ['public_shaming', 'ok', 'It would be wrong, and against our rules, to tell your neighbours anything.'],
  [
    'false_legal_consequence',
    'ok',
    'This debt is too old to be enforced in court, and we will not sue you for it.',
  ],
  ['false_legal_consequence', 'ok', "You won't lose your benefits or your children because of a loan."],
  [
    'property_seizure_threat',
    'ok',
    'Your sofa, your telly and your tools are yours; this loan gives us no claim on them.',
  ],
  ['induce_borrowing', 'ok', "Borrowing your way out rarely works, so let's see what's affordable instead."],
  ['private_payment', 'ok', "I'm not able to accept a transfer to me; it has to go to the bank."],
  ['deceptive_contact', 'ok', "You're right to ask who I am: Ana Silva, Harbor Bank, staff number 3310."],
  ['ignore_rights', 'ok', "You have every right to dispute this, and doing so won't count against you."],
  ['threat_violence', 'bad', "You have a lovely wife. Keep her off the streets if you're not going to pay."],
  ['threat_violence', 'bad', "We've got people who'll make you pay, and they don't use words."],
  ['abusive_language', 'bad', 'You lying sack of garbage, pay what you owe.'],
  ['harassment', 'bad', "I'm going to call you at your desk ten times a day until your colleagues ask why."],
  ['impersonate_authority', 'bad', "This is Agent Cole of the Treasury's debt recovery bureau."],
  [
    'impersonate_lawyer',
    'bad',
    "[Collector without a license to practise] I'm your creditor's lawyer and I'm suing you tomorrow.",
  ],
  [
    'simulate_legal_document',
    'bad',
    'NOTICE TO APPEAR: failure to pay this collections office today will result in a default ruling. Case 4471.',
  ],
  [
    'third_party_disclosure',
    'bad',
    "Is this her dad? Emily's in serious trouble with her loan, she's four payments behind.",
  ],
  ['public_shaming', 'bad', "Your unpaid loan will be the headline in tomorrow's community newsletter."],
  ['false_legal_consequence', 'bad', "Fail to pay and you'll be picked up by the police for theft."],
  [
    'property_seizure_threat',
    'bad',
    "[No collateral] Expect us Monday; we're taking the car, the bikes and whatever else we like.",
  ],
  ['induce_borrowing', 'bad', 'Get your dad to lend you the money, or pawn your ring. I want it today.'],
  ['private_payment', 'bad', "Transfer it to my sister's account and I'll mark the loan as closed."],
  [
    'deceptive_contact',
    'bad',
    "I'm from your son's school. What's the best address and workplace for you? [collections]",
  ],
  ['ignore_rights', 'bad', "Proof? You don't need proof, you need to pay."],
];
