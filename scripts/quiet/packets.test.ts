/** Who wanted to reach whom, read from packets and from questions for names. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameAskedFor, noSuchName, readPacket } from './packets.ts'

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex')

/** As the kernel sent them, cut after the ports. */
const PACKETS = {
  tcp4: '4500003c95064000 4006d3a3 c0000202 08080808 e9180050',
  tcp4Again: '4500003c95074000 4006d3a2 c0000202 08080808 e9180050',
  tcp6: '6008a7b5 00280640 20010db8000000000000000000000002 26064700000000000000000000000001 c2740050',
  udp4: '4500001c00004000 4011d3a3 c0000202 cb007105 c000007b',
  longHeader4: '4600001c00004000 4011d3a3 c0000202 cb007105 94040000 c000007b',
  router6: '6000000000083aff fe800000000000000000000000000001 ff020000000000000000000000000002 85000000',
  group4: '46c0002800004000 0102b2cb c0000202 e0000016 94040000 2200',
} as const

describe('a packet that would leave', () => {
  it.each([
    ['tcp4', 'TCP', '8.8.8.8:80'],
    ['tcp6', 'TCP', '[2606:4700::1]:80'],
    ['udp4', 'UDP', '203.0.113.5:123'],
    ['longHeader4', 'UDP', '203.0.113.5:123'],
  ] as const)('of the kind %s is %s to %s', (kind, protocol, to) => {
    expect(readPacket(bytes(PACKETS[kind]))).toMatchObject({ protocol, to })
  })

  it('that is sent again belongs to the same attempt', () => {
    expect(readPacket(bytes(PACKETS.tcp4))?.flow).toBe(readPacket(bytes(PACKETS.tcp4Again))?.flow)
  })

  it('of another protocol counts by its address', () => {
    const odd = PACKETS.udp4.replace('4011', '4084')
    expect(readPacket(bytes(odd))).toMatchObject({ protocol: 'protocol 132', to: '203.0.113.5' })
  })

  it.each(['router6', 'group4'] as const)('that the kernel sends by itself (%s) does not count', (kind) => {
    expect(readPacket(bytes(PACKETS[kind]))).toBeNull()
  })

  it('is never passed over for being odd', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 96 }), (packet) => {
        const version = (packet[0] ?? 0) >> 4
        const knock = readPacket(packet)
        if (version !== 4 && version !== 6) expect(knock).not.toBeNull()
      }),
    )
  })
})

describe('a question for a name', () => {
  const QUESTION = bytes(
    'abcd 0120 0001 0000 0000 0001 03 777777 07 6578616d706c65 03 6f7267 00 0001 0001 00002904d0',
  )

  it('says which name it wants', () => expect(nameAskedFor(QUESTION)).toBe('www.example.org'))

  it('is answered that there is no such name, with the question and nothing else', () => {
    const answer = noSuchName(QUESTION)
    expect(answer.toString('hex')).toBe(
      'abcd818300010000000000000377777707 6578616d706c65036f72670000010001'.replace(' ', ''),
    )
  })

  it('that is nonsense is read all the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (question) => {
        expect(typeof nameAskedFor(question)).toBe('string')
        expect(noSuchName(question).length).toBeLessThanOrEqual(question.length)
      }),
    )
  })
})
