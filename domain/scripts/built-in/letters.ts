import { define } from './define.ts';

/** What is sent by post. */
export const letters = [
  define({
    id: 'formal-demand',
    stage: 'letter',
    purpose: 'collect',
    channels: ['letter'],
    texts: {
      'zh-CN': {
        subject: '书面还款通知',
        body: '{name}：\n{creditor}就您尾号{loanTail}的账户（编号{reference}）通知如下。[[{disclosure}]]\n自{dueOn}起有款项逾期，至今{daysPastDue}天。逾期本金{principalAmount}，利息{interestAmount}，费用{feeAmount}[[；其中有异议、暂不要求支付的金额为{disputedAmount}]]。现请您支付的金额合计{amount}。\n请在收到本通知之日起{answerDays}日内通过{howToPay}还清，或与我们商定还款安排。\n{consequences}\n{dispute}\n{help}\n联系方式：{contact}。联系时请提供编号{reference}。',
      },
      en: {
        subject: 'Formal demand for payment',
        body: '{name}\n{creditor} writes about your account ending {loanTail}, reference {reference}.[[ {disclosure}]]\nPayments have been overdue since {dueOn}, {daysPastDue} days by today. Overdue principal: {principalAmount}. Interest: {interestAmount}. Fees: {feeAmount}.[[ Of this, in dispute and not asked for now: {disputedAmount}.]] The amount that we ask you to pay: {amount}.\nPlease pay within {answerDays} days of receiving this letter, {howToPay}, or agree on an arrangement with us.\n{consequences}\n{dispute}\n{help}\nHow to reach us: {contact}. Please give the reference {reference}.',
      },
    },
  }),
  define({
    id: 'legal-notice',
    stage: 'legal',
    purpose: 'collect',
    channels: ['letter'],
    texts: {
      'zh-CN': {
        subject: '拟采取法律途径的通知',
        body: '{name}：\n{creditor}就您尾号{loanTail}的账户（编号{reference}）通知如下。[[{disclosure}]]\n该账户自{dueOn}起逾期，至今{daysPastDue}天，金额{amount}，我们此前已书面通知。我们正在考虑依法向法院提起诉讼，尚未作出决定。在此之前，您仍可通过{howToPay}还款，或与我们商定还款方案。\n如您对金额有异议，请以书面或下述联系方式告诉我们，核实期间有异议的金额不会向您收取。您可以就此咨询律师或法律援助机构。\n[[{help}\n]][[{complain}\n]]联系方式：{contact}。联系时请提供编号{reference}。',
      },
      en: {
        subject: 'Notice that legal action is being considered',
        body: '{name}\n{creditor} writes about your account ending {loanTail}, reference {reference}.[[ {disclosure}]]\nThe account has been overdue since {dueOn}, {daysPastDue} days by today; {amount} is outstanding, and we have written to you before. We are considering a claim in court; nothing has been decided. Until then you can still pay, {howToPay}, or agree on an arrangement with us.\nIf you think that the amount is wrong, tell us in writing or as below: a disputed amount is not collected while we look into it. You may wish to ask a lawyer or a legal aid office for advice.\n[[{help}\n]][[{complain}\n]]How to reach us: {contact}. Please give the reference {reference}.',
      },
    },
  }),
  // For a third party's first letter, with the statements that 12 CFR 1006.34 asks for.
  define({
    id: 'validation-notice',
    stage: 'letter',
    purpose: 'collect',
    channels: ['letter'],
    jurisdictions: ['US'],
    texts: {
      'zh-CN': {
        subject: '债务确认通知',
        body: '{name}：\n{disclosure}\n债权人：{creditor}。账户尾号{loanTail}，编号{reference}。\n逾期本金{principalAmount}，利息{interestAmount}，费用{feeAmount}[[；其中有异议的{disputedAmount}]]。合计应付{amount}，自{dueOn}起逾期。\n您可以对全部或部分债务提出异议：如在{disputeUntil}之前以书面提出，我们将停止催收有异议的金额，直到向您寄送债务证明。如在该日之前以书面询问，我们会告知原债权人的名称和地址（如与现债权人不同）。您未提出异议，我们将认为信息无误。\n您可以在信中写明：“这不是我的债务”“金额有误”或其他理由，也可以随信附上还款。\n[[{help}\n]][[{complain}\n]]联系方式：{contact}，编号{reference}。',
      },
      en: {
        subject: 'Notice of the debt and of your rights',
        body: '{name}\n{disclosure}\nCreditor: {creditor}. Account ending {loanTail}, reference {reference}.\nOverdue principal: {principalAmount}. Interest: {interestAmount}. Fees: {feeAmount}.[[ In dispute already: {disputedAmount}.]] Total amount of the debt now: {amount}, overdue since {dueOn}.\nYou can dispute all or part of the debt. If you write to us by {disputeUntil}, we stop collecting the amount that you dispute until we have sent you information that shows you owe it. If you ask us in writing by that day, we will tell you the name and address of the original creditor, if different from the current creditor. If you do not dispute the debt by then, we will assume that our information is correct.\nIn your letter you can say "This is not my debt", "The amount is wrong", or any other reason. You can also enclose a payment.\n[[{help}\n]][[{complain}\n]]How to reach us: {contact}, reference {reference}.',
      },
    },
  }),
];
