import { expect, it } from 'vitest';
import {
  caseId,
  caseWorkflowId,
  contactId,
  legalId,
  legalTaskId,
  legalWorkflowId,
  taskId,
  type LoanId,
} from '../../domain/ids.ts';

it('builds every id from the one before', () => {
  const loan = 'L000001' as LoanId;
  const second = caseId(loan, 2);
  expect(caseWorkflowId(loan)).toBe('case-L000001');
  expect(second).toBe('L000001-2');
  expect(contactId(second, 4)).toBe('L000001-2.4');
  expect(taskId(second, 4, 1)).toBe('L000001-2.4.1');
  expect(legalId(second, 1)).toBe('L000001-2');
  expect(legalId(second, 2)).toBe('L000001-2.2');
  expect(legalWorkflowId(legalId(second, 2))).toBe('legal-L000001-2.2');
  expect(legalTaskId(legalId(second, 1), 4, 1)).toBe('legal-L000001-2.4.1');
});
