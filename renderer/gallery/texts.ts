/** Answers for the gallery: tables, code, lists, Chinese, formulas, and what must never be drawn. */

export const DONE_TEXT = `She was **charged once**. The second line on her statement is an authorisation that was never captured, so there is nothing to refund.【4:0†source】

| Charge | State | Amount | Released |
|---|---|---:|---|
| ch_01 | Captured | NT$3,480 | – |
| ch_02 | Authorised only | NT$3,480 | 27 Nov 2026 |

A reply you can send:

> Thank you for letting us know. The second entry is a temporary hold from your bank and will disappear by **27 November**. You have only paid once.

To check other orders for the same pattern:

\`\`\`python
import pandas as pd

orders = pd.read_csv("orders-november.csv")
dup = orders.groupby("order_id").filter(lambda g: g.auth.sum() > g.captured.sum())
print(f"{dup.order_id.nunique()} orders have a pending hold")
\`\`\`

The hold shows up in the export as well.【4:1†source】 See [the guide](https://example.com/holds) or ![chart](https://tracker.example/pixel.png).`

export const DONE_TEXT_ZH = `票券已建立，屆時會**自動提醒**您。

### 接下來

1. 銀行會自行釋放保留款。
2. 我會在 27 日再次確認帳單。
3. 如果保留款仍在，請使用範本 \`refund-pending\` 回覆。

平均等待時間是 $$t = \\frac{1}{\\mu - \\lambda}$$。`

export const GROWING_TEXT = `Done. The ticket is open and due on **27 November**.

### What happens next

1. The hold is released by the bank on its own.
2. On the 27th I will check the card statement once more.

\`\`\`ts
await tickets.create({
  title: "Check hold release for 48-2213",
  due: "2026-11-27",`
