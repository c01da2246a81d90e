/** The words of failures in both languages: the same ones, that take the same values. */
import { describe, expect, it } from 'vitest'
import en from '../../messages/en.json' with { type: 'json' }
import zh from '../../messages/zh-TW.json' with { type: 'json' }

type Messages = Record<string, unknown>

describe('the words', () => {
  it('are the same set in both languages', () => {
    expect(Object.keys(zh)).toEqual(Object.keys(en))
  })

  it.each(Object.keys(en).filter((key) => key !== '$schema'))('%s takes the same values in both', (key) => {
    expect(placeholders((zh as Messages)[key])).toEqual(placeholders((en as Messages)[key]))
    expect(JSON.stringify((zh as Messages)[key]).trim()).not.toBe('""')
  })
})

/** A plural may leave its count out of the singular. */
function placeholders(message: unknown): string[] {
  const text = JSON.stringify(typeof message === 'string' ? message : (message as Messages[])[0]?.['match'])
  return [...new Set(text.match(/\{[a-z]+\}/gi))].toSorted()
}
