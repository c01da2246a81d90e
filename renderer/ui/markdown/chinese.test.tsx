/** Emphasis in Chinese, which has no spaces around it and its punctuation beside it. */
import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Markdown } from './Markdown.tsx'

/** What is written, and what of it is bold. */
const BOLD: [written: string, bold: string[]][] = [
  ['**保固**三年', ['保固']],
  ['三年**保固**。', ['保固']],
  ['這是**「保固」**，三年', ['「保固」']],
  ['**保固（三年）**附發票', ['保固（三年）']],
  ['請看**「退款」**與**「退貨」**的說明', ['「退款」', '「退貨」']],
  ['**注意：**不要拆封', ['注意：']],
  ['先**登入**，再**查詢**。', ['登入', '查詢']],
  ['價格是**NT$3,200**元', ['NT$3,200']],
  ['**API 金鑰**不會離開這台電腦', ['API 金鑰']],
  ['他說：**「可以。」**然後走了', ['「可以。」']],
  ['**第一步**：**打開設定**', ['第一步', '打開設定']],
  ['《**使用手冊**》第三章', ['使用手冊']],
  ['**完成！**接著', ['完成！']],
  ['請**勿**（切勿）**拆封**', ['勿', '拆封']],
]
const SLANTED: [written: string, slanted: string[]][] = [
  ['這*很*重要', ['很']],
  ['*「重要」*，請看', ['「重要」']],
  ['先看*說明。*再做', ['說明。']],
]

describe('bold in Chinese', () => {
  it.each(BOLD)('%s', (written, bold) => {
    expect(textsOf(written, '[data-streamdown="strong"]')).toEqual(bold)
  })
})

describe('emphasis in Chinese', () => {
  it.each(SLANTED)('%s', (written, slanted) => {
    expect(textsOf(written, 'em')).toEqual(slanted)
  })
})

it('leaves what is no emphasis as it is', () => {
  expect(textsOf('2 * 3 * 4，a_b_c，價格 ** 未定', 'em, [data-streamdown="strong"]')).toEqual([])
})

function textsOf(text: string, what: string): (string | null)[] {
  const { container } = render(
    <Markdown
      text={text}
      marks={[]}
      isGrowing={false}
      onOpenLink={() => undefined}
      renderMark={() => null}
    />,
  )
  return [...container.querySelectorAll(what)].map(({ textContent }) => textContent)
}
