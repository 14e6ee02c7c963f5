/**
 * What somebody writes who wants a person and nothing else, simplified and in small letters, one a line or between commas. These count
 * always, whatever the scorer says; only whole messages do, so that 人工智能 and "agent fees" are none of them.
 */
const WORDS = `
人工,转人工,人工客服,转人工客服,转接人工,接人工,找人工,要人工,我要人工,我要转人工,我要人工客服,转接人工客服,人工服务,转人工服务,转接人工服务,我要人工服务,需要人工,需要人工客服,
需要人工服务,想转人工,我想转人工,帮我转人工,给我转人工,给我人工,叫人工,联系人工,联系人工客服,找人工客服,联系客服,转客服,找客服,有人工吗,有人工客服吗,人工在吗,人工客服在吗,
真人,真人客服,转真人,找真人,要真人,我要真人,转真人客服,我要找真人,有真人吗,真人服务,活人,找个活人,我要活人,人工台,人工坐席,转人工坐席,
rengong,ren gong,zhuan rengong,zhuanrengong,zhuan ren gong,rengong kefu,rengongkefu,ren gong ke fu,zhuan rengong kefu,zhuanrengongkefu,zhuan kefu,wo yao rengong,woyaorengong,zhenren,zhen ren,zhenren kefu,zhenrenkefu,
human,a human,humans,real human,human agent,human being,live human,human support,human help,
agent,an agent,live agent,real agent,support agent,agents,
person,a person,real person,a real person,live person,actual person,real people,
representative,a representative,rep,live rep,customer service representative,operator,live chat,live support,live help,human operator,
speak to human,speak to a human,speak to someone,speak to somebody,speak to a person,speak to person,speak to a real person,speak to an agent,speak to agent,speak to a live agent,speak to a representative,speak with a human,speak with a person,speak with an agent,speak with someone,
talk to human,talk to a human,talk to someone,talk to somebody,talk to a person,talk to person,talk to a real person,talk to real person,talk to an agent,talk to agent,talk to a live agent,talk to a representative,talk to people,talk with a human,talk with a person,talk with an agent,talk with someone,
connect me to an agent,connect me to a human,connect me to a person,connect to agent,connect to a human,transfer me to an agent,transfer me to a human,transfer to agent,transfer to human,transfer to a human,get me a human,get me an agent,get me a person,give me a human,give me an agent,give me a person,
chat with a human,chat with a person,chat with an agent,contact an agent,contact agent,need a human,need a person,need an agent,human please,agent please`

/** What may stand before or after it: greetings, politeness, haste. */
const AROUND = `
您好,你好,请,麻烦,麻烦你,麻烦您,谢谢,谢谢你,谢谢您,谢了,快,快点,赶紧,马上,立刻,吧,啊,呀,呢,哦,喂,在吗,谢,帮我,可以吗,好吗,行吗,一下,
hi,hello,hey,please,pls,plz,thanks,thank you,thx,now,ok,okay,yo,qing,xiexie,
i want to,i want,i need to,i need,i would like to,i'd like to,i wanna,id like to,can i,could i,may i,let me,just,want to,need to,want,need`

const listed = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** Whole messages that ask for a person. */
export const PERSON_WORDS: readonly string[] = listed(WORDS)

/** Longest first: `thank you` before `thank`. */
export const AROUND_WORDS: readonly string[] = listed(AROUND).toSorted((a, b) => b.length - a.length)
