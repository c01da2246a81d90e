/** Looks up what strangers name: `toString` and `__proto__` are in every object and nobody's entry. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined
