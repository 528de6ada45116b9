import type { ScriptLanguage } from '../scripts/template.ts';

/** What a machine that calls says. Nothing of a debt before whoever answers has said who they are. */

export interface CallWords {
  /** who calls whom, and how to say who one is */
  greeting(bank: string, name: string): string;
  /** after the script: what one can do by a key */
  menu(promise?: { amount: string; dueOn: string }): string;
  promised(amount: string, dueOn: string): string;
  notPromised: string;
  connecting: string;
  callBack: string;
  wrongPerson: string;
  optedOut: string;
  goodbye: string;
}

const WORDS: Readonly<Record<ScriptLanguage, CallWords>> = {
  'zh-CN': {
    greeting: (bank, name) =>
      `您好，这里是${bank}的自动语音电话，找${name}。如果您是${name}本人，请按1。如果不是，请按2。不想再接到此类电话，请按9。`,
    menu: (promise) =>
      (promise ? `如果您承诺在${promise.dueOn}之前还款${promise.amount}，请按1。` : '') +
      '与工作人员通话，请按2。不想再接到此类电话，请按9。',
    promised: (amount, dueOn) => `谢谢您。我们已记录您将在${dueOn}之前还款${amount}。再见。`,
    notPromised: '您的承诺暂时无法记录，我们的工作人员会与您联系。再见。',
    connecting: '正在为您转接，请稍候。',
    callBack: '我们的工作人员会尽快回电。再见。',
    wrongPerson: '很抱歉打扰了您，我们不会再拨打这个号码。再见。',
    optedOut: '好的，我们不会再给您打这样的电话。再见。',
    goodbye: '谢谢接听，再见。',
  },
  en: {
    greeting: (bank, name) =>
      `Hello. This is an automated call from ${bank} for ${name}. If you are ${name}, press 1. If you are not, press 2. To stop these calls, press 9.`,
    menu: (promise) =>
      (promise ? `To promise to pay ${promise.amount} by ${promise.dueOn}, press 1. ` : '') +
      'To speak to someone, press 2. To stop these calls, press 9.',
    promised: (amount, dueOn) => `Thank you. We have noted that you will pay ${amount} by ${dueOn}. Goodbye.`,
    notPromised: 'We could not note your promise just now. A colleague will be in touch. Goodbye.',
    connecting: 'One moment, please. We are connecting you.',
    callBack: 'A colleague will call you back. Goodbye.',
    wrongPerson: 'We are sorry for the disturbance. We will not call this number again. Goodbye.',
    optedOut: 'Understood. We will not call you like this again. Goodbye.',
    goodbye: 'Thank you for your time. Goodbye.',
  },
};

export function callWords(language: ScriptLanguage): CallWords {
  return WORDS[language];
}

/** Law under which a message on an answering machine is no communication about a debt, if it says just this much. */
const LIMITED_CONTENT = ['US'];

/**
 * What is left on an answering machine. Elsewhere nothing is: whoever listens to it may be somebody else.
 *
 * @param jurisdiction of the loan
 * @param bank a name that does not say that debts are collected, @param person whom to ask for, @param number to call
 * @returns the limited-content message; undefined: nothing is left
 * @example voicemailWords('CN', 'Example Bank', 'Kim Lee', '+14155550100') // undefined
 * @see 12 CFR 1006.2(j)
 */
export function voicemailWords(
  jurisdiction: string,
  bank: string,
  person: string,
  number: string,
): string | undefined {
  if (!LIMITED_CONTENT.includes(jurisdiction)) return undefined;
  const spoken = number.replace(/\D/g, '').split('').join(' ');
  return `This is ${bank}. Please call ${person} at ${spoken}. Thank you.`;
}
