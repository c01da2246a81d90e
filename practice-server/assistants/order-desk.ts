/** The Order desk: knows no orders itself and asks the client's functions, one or two at a time. */
import type { InBoth, Language } from '../language.ts'
import { callFunctions, finish, speak, think, type Script } from '../script.ts'
import type { FunctionTool } from '../wire.ts'
import {
  assistantFrom,
  type FunctionResult,
  type PracticeAssistant,
  type Question,
  type Resumption,
} from './assistant.ts'

const orderTool = (name: string, description: string): FunctionTool => ({
  type: 'function',
  function: {
    name,
    description,
    parameters: {
      type: 'object',
      properties: {
        order_id: { type: 'string', description: 'The order number, as the customer wrote it.' },
      },
      required: ['order_id'],
      additionalProperties: false,
    },
  },
})

export const orderDeskFrom = (id: string): PracticeAssistant => ({
  assistant: assistantFrom({
    id,
    name: 'Order desk',
    description:
      'Asks your app to run get_order and get_shipping; you answer for the app. Scripted, works offline. 需要你代替程式回覆函式呼叫。',
    instructions: INSTRUCTIONS,
    tools: [
      orderTool('get_order', 'Looks up an order: what was bought, its state, its total.'),
      orderTool('get_shipping', 'Looks up where the parcel of an order is.'),
    ],
    suggestions: ['What is the status of order 1042?', 'Where is order 1042?', '訂單 1042 的物流到哪了？'],
  }),
  plan,
  resume,
})

const INSTRUCTIONS: InBoth = {
  en: 'You are the Order desk, a scripted practice assistant: no model is behind you. When a question names an order number, call get_order; when it also asks about delivery, call get_shipping at the same time. Put what the functions return into the answer. Without an order number, ask for it.',
  'zh-TW':
    '你是「訂單櫃台」，一個照腳本回答的練習助理，背後沒有模型。問題裡有訂單編號就呼叫 get_order；也問到物流就同時呼叫 get_shipping，再把函式的結果寫進回答。沒有編號就先詢問。',
}

const ASK_NUMBER: InBoth = {
  en: 'I am a scripted practice assistant. Which order is it? Write its number, for example: Where is order 1042?',
  'zh-TW': '我是照腳本回答的練習助理。請問是哪一筆訂單？請寫出編號，例如：訂單 1042 的物流到哪了？',
}

/** Such as 1042, A-1042 or 48-2213: with hyphens in it a number has four digits or more, so that "2-3 days" is none. */
const ORDER_NUMBER =
  /(?<![\p{Script=Latin}\d-])(?:[A-Z]{1,4}-?)?(?:(?=(?:-?\d){4})\d{1,12}(?:-\d{1,12})+|\d{3,12})(?!\d)/iu
const DELIVERY =
  /\b(where is|where's|deliver\w*|ship\w*|track\w*|parcel|package|arriv\w*)\b|物流|出貨|寄|運送|配送|到貨|包裹|到哪/i

function plan({ text, language, newId, parallel }: Question): Script {
  const orderId = ORDER_NUMBER.exec(text.normalize('NFKC'))?.[0]
  if (orderId === undefined) {
    return [...think(), ...speak(newId, { text: ASK_NUMBER[language] }), ...finish()]
  }
  const names = DELIVERY.test(text) && parallel ? ['get_order', 'get_shipping'] : ['get_order']
  const wanted = names.map((name) => ({ name, arguments: { order_id: orderId } }))
  return [...think(400, 300), ...callFunctions(newId, wanted)]
}

function resume({ results, language, newId }: Resumption): Script {
  return [...think(200, 400), ...speak(newId, { text: woven(results, language) }), ...finish()]
}

const OPENING: InBoth = {
  en: 'I am a scripted practice assistant. This is what your app answered:',
  'zh-TW': '我是照腳本回答的練習助理。你的程式這樣回覆：',
}

const TITLES: Record<string, InBoth> = {
  get_order: { en: 'Order', 'zh-TW': '訂單' },
  get_shipping: { en: 'Delivery', 'zh-TW': '物流' },
}

function woven(results: FunctionResult[], language: Language): string {
  const sections = results.map(({ name, wanted, output }) => {
    const title = TITLES[name]?.[language] ?? name
    return `**${title} ${orderIdIn(wanted)}**\n\n${told(output, language)}`
  })
  return [OPENING[language], ...sections].join('\n\n')
}

const orderIdIn = (wanted: string) => {
  const found: unknown = read(wanted)
  return isRecord(found) ? asText(found.order_id) : ''
}

const LOOKS_WRONG = /\berror\b|\bfail|not found|\bexception\b|錯誤|失敗|找不到/i
const WENT_WRONG: InBoth = { en: 'That did not work', 'zh-TW': '沒有成功' }
const NOTHING: InBoth = { en: 'an empty answer', 'zh-TW': '空的回覆' }

/** JSON becomes a list of its fields, an error is called one, other text is quoted. */
function told(output: string, language: Language): string {
  const result = read(output)
  if (isRecord(result) && !('error' in result)) {
    return Object.entries(result)
      .map(([name, value]) => `- ${name.replaceAll('_', ' ')}: ${asText(value)}`)
      .join('\n')
  }
  const text = isRecord(result) ? asText(result.error) : asText(result)
  if (text.trim() === '') return NOTHING[language]
  return isRecord(result) || LOOKS_WRONG.test(text) ? `${WENT_WRONG[language]}: ${text}` : text
}

/** The text itself when it is not JSON. */
function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null))
