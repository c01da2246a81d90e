/** Questions and answers that look like a person's, in English and Chinese, always the same for the same seed. */
import { seededRandom } from '../engine/chance.ts'

const PLACES = 'Taipei Hsinchu Berlin Lisbon Montréal Kyoto Bergen Lagos'.split(' ')
const THINGS = 'invoice refund parcel warranty password subscription delivery order receipt coupon'.split(' ')
const VERBS = 'cancel check change confirm repeat explain translate compare shorten forward'.split(' ')
const 物 = '發票 退款 包裹 保固 密碼 訂閱 訂單 收據 折價券 地址'.split(' ')
const 事 = '取消 查詢 修改 確認 重寄 說明 翻譯 比較 縮短 轉寄'.split(' ')
const 地 = '台北 新竹 高雄 東京 柏林 里斯本'.split(' ')
const 天 = '今天天氣很好 雨下得很大 颱風快來了 氣溫只有十度'.split(' ')

/** Rare on purpose, so that a search for it has few hits. */
export const RARE_WORD = 'zephyranthes'
const RARE_SHARE = 0.0008

export interface Texts {
  title(): string
  question(): string
  answer(): string
  functionCall(): { name: string; argumentsText: string; output: string } | null
}

/** Each call gives the next text. */
export function createTexts(seed: number): Texts {
  const random = seededRandom(seed)
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? ''
  const number = () => 10_000 + Math.floor(random() * 80_000)
  const english = () => [
    `Could you ${pick(VERBS)} the ${pick(THINGS)} for order ${number()} to ${pick(PLACES)}?`,
    `The ${pick(THINGS)} arrived in ${pick(PLACES)} and I would like to ${pick(VERBS)} it before Friday.`,
    `Please ${pick(VERBS)} my ${pick(THINGS)}; the weather in ${pick(PLACES)} delayed everything.`,
  ]
  const chinese = () => [
    `請幫我${pick(事)}${pick(地)}的${pick(物)}，編號是${number()}。`,
    `${pick(天)}，我的${pick(物)}還沒送到${pick(地)}，可以${pick(事)}嗎？`,
    `我想${pick(事)}上個月的${pick(物)}，謝謝。`,
  ]
  const sentence = () => pick(random() < 0.5 ? english() : chinese())
  const rare = () => (random() < RARE_SHARE ? ` ${RARE_WORD}` : '')
  return {
    title: sentence,
    question: () => `${sentence()}${rare()}`,
    answer() {
      const said = Array.from({ length: 2 + Math.floor(random() * 4) }, sentence).join(' ')
      const list =
        random() < 0.3 ? `\n\n- **${pick(THINGS)}**: ${number()}\n- **${pick(物)}**：${pick(地)}` : ''
      const code = random() < 0.1 ? `\n\n\`\`\`js\nawait ${pick(VERBS)}(${number()})\n\`\`\`` : ''
      return `${said}${list}${code}${rare()}`
    },
    functionCall() {
      if (random() >= 0.1) return null
      const order = number()
      return {
        name: 'get_order',
        argumentsText: JSON.stringify({ order }),
        output: JSON.stringify({ order, state: pick(['shipped', 'paid', 'returned']), city: pick(PLACES) }),
      }
    },
  }
}
