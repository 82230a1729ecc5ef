/**
 * Words that say little about what a text is about, in the form that `words` gives: English; Vietnamese with its
 * marks, and without them where that makes no English word; pairs of Chinese characters.
 */
const ENGLISH = `
a about after all also an and any are as at be because been before between but by can could did do does during each for
from had has have he her his how i if in into is it its me more most my no nor not of on one only or other our out over
own s same she should so some such t than that the their them then there these they this through to under until up very
was we were what when where which while who whom whose why will with would you your`;

const VIETNAMESE = `
ai bao bị bởi các cái có con của cũng cho do dưới đã đang đâu để đến đó được gì hay hoặc hơn không khi là lại mà một năm
nào này nếu người nhất nhiêu như nhưng những ở ra rằng sao sẽ sự tại thế theo thì trên trong từ và vào về vì việc với`;

const VIETNAMESE_WITHOUT_MARKS = `
bao bi boi cac co con cua cung cho da dang dau den duoc duoi gi hoac hon khi khong la lai ma mot nao nay neu nguoi nhat
nhieu nhu nhung ra rang sao se tai theo thi tren trong tu va vao ve vi viec voi`;

const CHINESE = `
一个 一种 什么 么是 他们 以及 可以 哪一 哪些 哪个 哪里 多少 如何 它们 怎么 我们 是什 没有 的是 为什 这个`;

export const COMMON_WORDS: ReadonlySet<string> = new Set(
  [ENGLISH, VIETNAMESE, VIETNAMESE_WITHOUT_MARKS, CHINESE].flatMap((list) => list.trim().split(/\s+/)),
);
