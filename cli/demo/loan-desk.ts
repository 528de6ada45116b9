import { localDate, type IsoDate } from '../../domain/calendar.ts';
import type { PortfolioCustomer, PortfolioLoan } from '../../domain/portfolio/portfolio.ts';
import { random, type Random } from '../../domain/portfolio/random.ts';
import { ACTORS } from './actors.ts';
import type { Answer, BankApi, Reply } from './bank-api.ts';
import { LoanBooks, ZONE } from './loan-books.ts';
import type { Scene } from './requests.ts';
import type { WorksFrom } from './shifts.ts';

export interface LoanDeskOptions {
  loan: PortfolioLoan;
  customer: PortfolioCustomer;
  seed: string;
  api: BankApi;
  now: () => number;
  worksFrom: WorksFrom;
}

/** What is asked of a case, and answered. */
export type Asking = (body: unknown) => Promise<{ answer: Answer; reply: Reply }>;

/** A loan as it is known from outside at this moment, and requests about it, each with an id of its own. */
export class LoanDesk {
  readonly loan: PortfolioLoan;
  readonly customer: PortfolioCustomer;
  readonly api: BankApi;
  readonly now: () => number;
  readonly worksFrom: WorksFrom;
  readonly books: LoanBooks;
  private readonly seed: string;
  private requests = 0;

  constructor({ loan, customer, seed, api, now, worksFrom }: LoanDeskOptions) {
    this.loan = loan;
    this.customer = customer;
    this.seed = seed;
    this.api = api;
    this.now = now;
    this.worksFrom = worksFrom;
    this.books = new LoanBooks(loan);
  }

  /** @returns what is overdue, minor units */
  arrears(): number {
    return this.books.arrears(this.now());
  }

  today(): IsoDate {
    return localDate(this.now(), ZONE);
  }

  /** @returns draws that belong to seed and loan: the same for the same */
  draws(what: string): Random {
    return random(`${this.lifeKey}:${what}`);
  }

  get lifeKey(): string {
    return `${this.seed}:${this.loan.loanId}`;
  }

  /** @returns the next request's own id */
  key(): string {
    this.requests += 1;
    return `demo-${this.loan.loanId}-${this.requests}`;
  }

  /** @returns draws for whatever comes between the requests made so far and the next one */
  nextDraws(what: string): Random {
    return this.draws(`${what}:${this.requests}`);
  }

  /** Asks the loan's case at one of its own addresses. */
  ask(path: string, body: unknown, actor: string = ACTORS.collector) {
    return this.api.ask(this.key(), { path: `/v1/cases/${this.loan.loanId}/${path}`, actor, body });
  }

  async exportForSale(why: string): Promise<void> {
    const query = new URLSearchParams({ purpose: 'sale', consent: 'true', why }).toString();
    const path = `/v1/cases/${this.loan.loanId}/export?${query}`;
    await this.api.read({ path, actor: ACTORS.supervisor });
  }

  scene(disputedMinor: number): Scene {
    const { loanId, customerId, principalMinor } = this.loan;
    return {
      ...{ loanId, customerId, principalMinor, disputedMinor, key: this.key(), money: this.api.money },
      region: this.customer.region,
      ...{ arrearsMinor: this.arrears(), today: this.today() },
    };
  }
}
