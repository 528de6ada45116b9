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
    version: 2,
    formal: true,
    texts: {
      'zh-CN': {
        subject: '书面还款通知',
        body: '{name}：\n{creditor}就您尾号{loanTail}的账户（编号{reference}）通知如下。\n自{dueOn}起有款项逾期，至今{daysPastDue}天。逾期本金{principalAmount}，利息{interestAmount}，费用{feeAmount}；其中有异议、暂不要求支付的金额为{disputedAmount}。现请您支付的金额合计{amount}。\n请在收到本通知之日起{answerDays}日内还清，或与我们商定还款安排。\n{consequences}\n{dispute}\n{help}\n联系方式：{contact}。联系时请提供编号{reference}。',
      },
      en: {
        subject: 'Formal demand for payment',
        body: '{name}\n{creditor} writes about your account ending {loanTail}, reference {reference}.\nPayments have been overdue since {dueOn}, {daysPastDue} days by today. Overdue principal: {principalAmount}. Interest: {interestAmount}. Fees: {feeAmount}. Of this, in dispute and not asked for now: {disputedAmount}. The amount that we ask you to pay: {amount}.\nPlease pay within {answerDays} days of receiving this letter, or agree on an arrangement with us.\n{consequences}\n{dispute}\n{help}\nHow to reach us: {contact}. Please give the reference {reference}.',
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
    id: 'due-soon',
    version: 1,
    texts: {
      'zh-CN': {
        subject: '还款日提醒',
        body: '{name}您好，您尾号{loanTail}的账户将于{dueOn}到期还款，应还金额{amount}。如已安排还款，请忽略本消息。',
      },
      en: {
        subject: 'A payment is due on {dueOn}',
        body: 'Dear {name}, a payment of {amount} on your account ending {loanTail} is due on {dueOn}. If it is on its way already, there is nothing more to do.',
      },
    },
  },
  {
    id: 'plan-missed',
    version: 1,
    texts: {
      'zh-CN': {
        subject: '还款方案中的一期尚未收到',
        body: '{name}您好，您的还款方案（账户尾号{loanTail}）中{promisedOn}到期的款项尚有{promisedAmount}未收到。方案仍然有效，请尽快补付；如有困难，请与我们联系，我们一起调整。',
      },
      en: {
        subject: 'An instalment of your plan has not reached us',
        body: 'Dear {name}, of your repayment plan on the account ending {loanTail}, {promisedAmount} due on {promisedOn} has not reached us yet. The plan stands: please pay it soon. If that is difficult, talk to us and we will look at the plan together.',
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
