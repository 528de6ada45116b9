/**
 * An address that people may see without being able to use it.
 *
 * @param address telephone number, e-mail address, or what stands for one
 * @example maskAddress('+8613812345678') // '+86•••••••5678'
 * @example maskAddress('li.na@example.com') // 'l•••@example.com'
 */
export function maskAddress(address: string): string {
  const [, first, domain] = /^(.)[^@\s]*(@[^@\s]+)$/.exec(address) ?? [];
  if (first !== undefined && domain !== undefined) return `${first}•••${domain}`;
  const digits = address.replace(/[\s()-]/g, '');
  if (/^\+?\d{7,15}$/.test(digits)) {
    const [head, tail] = [digits.startsWith('+') ? digits.slice(0, 3) : '', digits.slice(-4)];
    return `${head}${'•'.repeat(digits.length - head.length - tail.length)}${tail}`;
  }
  // A letter goes by customer number, which reaches nobody.
  return /^customer \S+$/.test(address) ? address : '••••';
}
