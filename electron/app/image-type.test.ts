/** Pictures are known by their bytes, not by what a server calls them. */
import { describe, expect, it } from 'vitest'
import { imageType } from './image-type.ts'

describe('the type of a picture', () => {
  it.each([
    ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]],
    ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
    ['image/gif', [...Buffer.from('GIF89a')]],
    ['image/webp', [...Buffer.from('RIFF'), 1, 2, 3, 4, ...Buffer.from('WEBP')]],
  ])('is %s', (type, bytes) => {
    expect(imageType(new Uint8Array(bytes))).toBe(type)
  })

  it.each([
    ['nothing', ''],
    ['half a PNG', '\u0089PN'],
    ['SVG, which can hold scripts', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['a page', '<!doctype html>'],
    ['a sound', 'RIFF1234WAVE'],
    ['a picture behind something else', 'xGIF89a'],
  ])('is none for %s', (_what, text) => {
    expect(imageType(Buffer.from(text, 'latin1'))).toBeNull()
  })
})
