import { expect, test } from 'vitest';
import { maskAddress } from '../../../domain/contact/mask-address.ts';

test.each([
  ['+8613812345678', '+86•••••••5678'],
  ['+86 138 1234 5678', '+86•••••••5678'],
  ['010-12345678', '•••••••5678'],
  ['li.na@example.com', 'l•••@example.com'],
  ['l@example.com', 'l•••@example.com'],
  ['customer C000012', 'customer C000012'],
  ['{"endpoint":"https://push.example/abc"}', '••••'],
  ['12', '••••'],
  ['', '••••'],
])('%s is shown as %s', (address, masked) => expect(maskAddress(address)).toBe(masked));
