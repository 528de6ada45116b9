import { notFound } from '../../failures.ts';
import type { Script } from '../template.ts';

/** The scripts of the built-in strategies, as a decent bank writes. */
const scripts: readonly Script[] = [
  {
    id: 'reminder-soft',
    version: 1,
    texts: {
      'zh-CN': {
        subject: '还款提醒',
        body: '{name}您好，您尾号{loanTail}的账户有一笔款项（{dueOn}到期）尚未还清，逾期金额{amount}。如已还款请忽略本消息；如还款有困难，请与我们联系，我们愿意与您一起商量方案。',
      },
      en: {
        subject: 'A payment is overdue',
        body: 'Dear {name}, a payment on your account ending {loanTail}, due on {dueOn}, has not reached us yet. {amount} is overdue. If you have just paid, please ignore this message. If paying is difficult, talk to us: we will look for a way together.',
      },
    },
  },
  {
    id: 'reminder-firm',
    version: 1,
    texts: {
      'zh-CN': {
        subject: '逾期还款提醒',
        body: '{name}您好，您尾号{loanTail}的账户已逾期{daysPastDue}天，逾期金额{amount}。请尽快还款，或与我们联系商定还款日期。如对金额有异议，请告知我们，核实期间该金额不会被催收。',
      },
      en: {
        subject: 'Your account is {daysPastDue} days overdue',
        body: 'Dear {name}, your account ending {loanTail} is {daysPastDue} days overdue; {amount} is outstanding. Please pay, or contact us to agree on a date. If you think that the amount is wrong, tell us: a disputed amount is not collected while we look into it.',
      },
    },
  },
  {
    id: 'call-offer',
    version: 1,
    texts: {
      'zh-CN': {
        subject: '电话沟通',
        body: '您好，请问是{name}本人吗？您尾号{loanTail}的账户逾期{daysPastDue}天，金额{amount}。想了解一下您目前的情况，看看是否可以约定一个还款日期，或者分期偿还。',
      },
      en: {
        subject: 'Call',
        body: 'Hello, am I speaking with {name}? Your account ending {loanTail} is {daysPastDue} days overdue by {amount}. I would like to understand your situation and see whether we can agree on a date, or on instalments.',
      },
    },
  },
  {
    id: 'call-firm',
    version: 1,
    texts: {
      'zh-CN': {
        subject: '电话沟通',
        body: '您好，请问是{name}本人吗？您尾号{loanTail}的账户逾期{daysPastDue}天，金额{amount}，仍未还款。如果暂时无法全部还清，我们可以一起确定一个可行的方案；若一直没有安排，我们会寄送书面通知。',
      },
      en: {
        subject: 'Call',
        body: 'Hello, am I speaking with {name}? Your account ending {loanTail} is {daysPastDue} days overdue and {amount} is still open. If you cannot pay all of it now, let us find an arrangement that works. Without one we will write to you formally.',
      },
    },
  },
  {
    id: 'formal-demand',
    version: 1,
    texts: {
      'zh-CN': {
        subject: '书面还款通知',
        body: '{name}：\n您尾号{loanTail}的账户自{dueOn}起逾期，至今已{daysPastDue}天，逾期金额为{amount}。请在收到本通知后十日内还清，或与我们联系商定还款安排。若您对上述金额有异议，有权书面提出，我们将予以核实。',
      },
      en: {
        subject: 'Formal demand for payment',
        body: '{name}\nYour account ending {loanTail} has been overdue since {dueOn}, {daysPastDue} days by today. The amount overdue is {amount}. Please pay within ten days of receiving this letter, or contact us to agree on an arrangement. If you disagree with the amount you may tell us in writing and we will look into it.',
      },
    },
  },
  {
    id: 'legal-notice',
    version: 1,
    texts: {
      'zh-CN': {
        subject: '拟采取法律途径的通知',
        body: '{name}：\n您尾号{loanTail}的账户逾期{daysPastDue}天，金额{amount}，我们此前已书面通知。我们正在考虑依法向人民法院提起诉讼，尚未作出决定。在此之前，您仍可还款或与我们商定还款方案。',
      },
      en: {
        subject: 'Notice that legal action is being considered',
        body: '{name}\nYour account ending {loanTail} is {daysPastDue} days overdue by {amount}, and we have written to you before. We are considering a claim in court; nothing has been decided. Until then you can still pay or agree on an arrangement with us.',
      },
    },
  },
  {
    id: 'promise-reminder',
    version: 1,
    texts: {
      'zh-CN': {
        subject: '约定还款日提醒',
        body: '{name}您好，提醒您：您约定于{promisedOn}前还款{promisedAmount}（账户尾号{loanTail}）。谢谢。',
      },
      en: {
        subject: 'Reminder of your arrangement',
        body: 'Dear {name}, a reminder of what we agreed: {promisedAmount} by {promisedOn} on your account ending {loanTail}. Thank you.',
      },
    },
  },
  {
    id: 'thanks',
    version: 1,
    texts: {
      'zh-CN': {
        subject: '感谢还款',
        body: '{name}您好，您尾号{loanTail}的账户逾期款项已结清，感谢您的还款。',
      },
      en: {
        subject: 'Thank you for your payment',
        body: 'Dear {name}, your account ending {loanTail} is up to date again. Thank you for your payment.',
      },
    },
  },
];

const byId = new Map(scripts.map((script) => [script.id, script]));

/** @throws NotFound for an id that is not published */
export function scriptOf(id: string): Script {
  const script = byId.get(id);
  if (!script) throw notFound(`there is no script '${id}'`);
  return script;
}
