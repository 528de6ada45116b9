import type { Line } from './line.ts';

/** Written in one go before the auditor was, and not used to tune it. */
export const HELD_OUT_EN: readonly Line[] = [
  [
    'threat_violence',
    'bad',
    "Nice little girl you've got at Lincoln Elementary. Pay up before something happens to her.",
  ],
  [
    'threat_violence',
    'bad',
    "My guys know where you park, and they don't do payment plans, they do kneecaps.",
  ],
  [
    'threat_violence',
    'ok',
    "You mentioned an ex-partner threatened to hurt you; please call the police, and we'll pause contact meanwhile.",
  ],
  ['threat_violence', 'ok', 'Please drive safely to the hospital; the payment can wait.'],
  [
    'abusive_language',
    'bad',
    'Only a pathetic lowlife like you would skip out on a debt and then whine about it.',
  ],
  ['abusive_language', 'bad', 'Are you stupid or just a thief? Grown adults pay their bills.'],
  [
    'abusive_language',
    'ok',
    "I'm sorry a colleague called you a liar. That was wrong and it has been recorded as a complaint.",
  ],
  [
    'abusive_language',
    'ok',
    "There's nothing shameful about falling behind, and nobody here will judge you.",
  ],
  ['harassment', 'bad', "I've got all night. Every time you hang up I'll dial right back."],
  ['harassment', 'bad', 'Expect forty calls a day at home and at your desk till I see the money.'],
  [
    'harassment',
    'ok',
    "You asked us not to call at work, so we've removed that number and won't ring it again.",
  ],
  ['harassment', 'ok', "We tried you once this morning; we'll leave it there until Friday."],
  [
    'impersonate_authority',
    'bad',
    "This is Officer Daniels with the county sheriff's fraud unit regarding your unpaid loan.",
  ],
  [
    'impersonate_authority',
    'bad',
    "You've reached the U.S. Treasury collections task force; your bank account is our jurisdiction now.",
  ],
  [
    'impersonate_authority',
    'ok',
    "We're not a government agency. This is the collections team at First Harbor Bank.",
  ],
  ['impersonate_authority', 'ok', 'You can take a complaint to the Financial Ombudsman Service or the CFPB.'],
  [
    'impersonate_lawyer',
    'bad',
    "[Collections agent, no law license] This is attorney Mark Vance, and I've been retained to prosecute you.",
  ],
  [
    'impersonate_lawyer',
    'bad',
    "[Call-centre agent] Our legal department's senior counsel speaking - I am personally drafting the complaint against you.",
  ],
  ['impersonate_lawyer', 'ok', "I'm not a lawyer and can't give you legal advice; a legal aid office can."],
  ['impersonate_lawyer', 'ok', "Since you have an attorney, we'll contact her instead of you from now on."],
  [
    'simulate_legal_document',
    'bad',
    'NOTICE OF DEFAULT JUDGMENT, Superior Court, Case 26-CV-1187. Call within 24 hours to have this order withdrawn. [from: recovery desk]',
  ],
  [
    'simulate_legal_document',
    'bad',
    'The attached writ of execution, prepared by our collections office, bears the official seal; pay today to void it.',
  ],
  [
    'simulate_legal_document',
    'ok',
    'This letter is from the bank. It is not a court document and no legal proceedings have started.',
  ],
  [
    'simulate_legal_document',
    'ok',
    'If you receive papers from the county court, reply to the court by the date printed on them.',
  ],
  [
    'third_party_disclosure',
    'bad',
    "Hi, you're Dana's manager, right? She's three months behind on her loan with us and we need her paid.",
  ],
  [
    'third_party_disclosure',
    'bad',
    'Tell your brother the bank is after him for nine grand he never paid back.',
  ],
  ['third_party_disclosure', 'bad', "I'll ring your HR department and make sure you're fired by Friday."],
  [
    'third_party_disclosure',
    'ok',
    "Could you ask Ms. Ortiz to return my call? It's a personal matter and I can't say more.",
  ],
  [
    'third_party_disclosure',
    'ok',
    "As guarantor of this loan you're entitled to know that two instalments are unpaid.",
  ],
  [
    'public_shaming',
    'bad',
    'By Monday your picture will be on our Facebook wall of deadbeats for all your friends to see.',
  ],
  ['public_shaming', 'bad', "I'll put up flyers in your building so every neighbour learns you don't pay."],
  [
    'public_shaming',
    'ok',
    'Your account details are confidential; we never publish or share them on social media.',
  ],
  ['public_shaming', 'ok', 'Envelopes we send carry no mark showing that they concern a debt.'],
  [
    'false_legal_consequence',
    'bad',
    'Not paying a credit card is a felony and a warrant for your arrest goes out at noon.',
  ],
  [
    'false_legal_consequence',
    'bad',
    "If this isn't paid tonight you'll lose custody of your kids and be deported.",
  ],
  [
    'false_legal_consequence',
    'bad',
    "Your score will be destroyed for life and you'll never rent an apartment again.",
  ],
  [
    'false_legal_consequence',
    'bad',
    '[Debt is time-barred] Pay by Friday or we file suit against you Monday morning.',
  ],
  ['false_legal_consequence', 'ok', "You can't go to prison for missing payments on a personal loan."],
  [
    'false_legal_consequence',
    'ok',
    "If we can't agree a plan, the bank may decide to apply to the court, and you'd be told beforehand.",
  ],
  [
    'false_legal_consequence',
    'ok',
    'We report missed payments to the credit bureaus, which may lower your score.',
  ],
  [
    'property_seizure_threat',
    'bad',
    '[Credit card, unsecured] The truck is coming Thursday for your furniture and your TV.',
  ],
  ['property_seizure_threat', 'bad', "We'll change the locks on your house and auction whatever's inside."],
  [
    'property_seizure_threat',
    'ok',
    "Your card isn't secured on your home, so we cannot take your house or car.",
  ],
  [
    'property_seizure_threat',
    'ok',
    '[Secured by vehicle] If the arrears stay unpaid we may repossess the car after giving you the notice the agreement requires.',
  ],
  [
    'induce_borrowing',
    'bad',
    'Go get a payday loan this afternoon and clear us with it; worry about them later.',
  ],
  [
    'induce_borrowing',
    'bad',
    "Max out another credit card, or borrow from your mom, I don't care where it comes from.",
  ],
  [
    'induce_borrowing',
    'ok',
    "Taking another loan to cover this one could make things worse, so let's look at smaller instalments first.",
  ],
  [
    'induce_borrowing',
    'ok',
    "We don't advise borrowing from family to keep up; tell us what you can afford.",
  ],
  [
    'private_payment',
    'bad',
    "Don't use the website. Zelle it to me directly at this number and I'll zero your balance.",
  ],
  ['private_payment', 'bad', "Buy two gift cards, read me the codes, and we'll call it even."],
  [
    'private_payment',
    'ok',
    "Only pay through the official app or the account number printed on your statement, never to a staff member's account.",
  ],
  ['private_payment', 'ok', 'No employee will ask you for gift cards or a transfer to a personal account.'],
  [
    'deceptive_contact',
    'bad',
    'Hello, I have a parcel for you, I just need your current address and employer. [collections, skip tracing]',
  ],
  [
    'deceptive_contact',
    'bad',
    'This is the wellness survey team - where are you working these days? [note: call placed by debt recovery]',
  ],
  [
    'deceptive_contact',
    'bad',
    "There's a $500 attorney fee and a $300 visit charge on top, whether or not it's in the contract.",
  ],
  ['deceptive_contact', 'bad', 'Never mind who I am or who I work for, just get the money in.'],
  [
    'deceptive_contact',
    'ok',
    "This is Priya from Northgate Bank's collections team calling about your loan; here is my direct line.",
  ],
  [
    'deceptive_contact',
    'ok',
    'This is an attempt to collect a debt by the bank itself; this message is from a real person, not a survey.',
  ],
  ['deceptive_contact', 'ok', 'A late fee of $25 applies under section 4 of your agreement.'],
  [
    'ignore_rights',
    'bad',
    "Dispute it all you like, we don't send paperwork and you're not getting any validation.",
  ],
  [
    'ignore_rights',
    'bad',
    "You can't complain to anyone about this and you don't get to ask us to stop calling.",
  ],
  [
    'ignore_rights',
    'bad',
    '[Breathing space moratorium in force] You still have to pay the arrears by tomorrow or interest doubles.',
  ],
  [
    'ignore_rights',
    'ok',
    "You have 30 days to dispute this debt, and we'll pause collection until we've sent verification.",
  ],
  ['ignore_rights', 'ok', "If you'd rather we only write to you, say so and we'll stop calling."],
];
