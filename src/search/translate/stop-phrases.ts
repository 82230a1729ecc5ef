import { once } from "../../shared/once.ts";
import { phraseKey } from "./syllables.ts";

/** Question words, particles and verbs of asking. */
const VIETNAMESE = `là gì,cái gì,điều gì,những gì,gì,ai,là ai,đâu,ở đâu,nào,như thế nào,thế nào,ra sao,làm sao,tại sao,vì sao,sao,khi nào,lúc nào,bao giờ,
bao nhiêu,mấy,bao lâu,bao xa,hãy,cho biết,hãy cho biết,xin,à,ạ,nhỉ,không,có,là,của,và,hoặc,hay,những,các,một,một số,cái,con,chiếc,đã,đang,sẽ,được,bị,bởi,với,cho,
về,từ,đến,tới,trong,ngoài,trên,dưới,tại,ở,vào,ra,lên,xuống,này,đó,kia,ấy,đây,thì,mà,rằng,nếu,vì,do,nên,để,cũng,chỉ,rất,lại,còn,như,theo,khi,
người nào,ngày nào,năm nào,nơi nào,loại nào,họ,nó,chúng,tôi,bạn,anh ấy,cô ấy,ông ấy,bà ấy,ông,bà,mình,mọi,mỗi,từng,sự,việc,cuộc,nhất,hơn,
mấy năm,bao nhiêu năm,nhiều năm,mỗi năm,hàng năm,hằng năm,cả năm,năm nay,gì đó,điều,làm,giữa,sau,trước,đối với,thuộc,bằng,qua,hai bên,thứ,gồm,đi,lần,nhiều,ít,tên,thế,vậy,đều,tự,nhau,cùng,phải,có thể,nhưng,vẫn,hết,thêm,chưa,việc gì`;
const CHINESE = `什么,甚么,哪,哪里,哪儿,哪个,哪些,哪位,哪种,哪一,哪一个,哪一种,谁,谁的,何,何时,何地,何处,为何,如何,怎么,怎样,怎么样,为什么,多少,几,多久,多大,多远,多长,多高,是什么,
请,请问,请告诉我,吗,呢,吧,啊,的,地,得,了,着,过,是,在,和,与,及,以及,或,或者,而,而且,但,但是,也,都,就,还,又,被,把,对,对于,对于,给,从,到,由,于,向,以,用,为,为了,
因为,所以,如果,当,之,其,其中,此,这,这个,这些,那,那个,那些,我,你,他,她,它,我们,你们,他们,她们,它们,自己,有,没有,个,位,名,次,种,些,一个,一种,一,一些,不,很,最,更,比,
时,时候,中,上,下,里,内,间,前,后,之前,之后,之间,以后,以前,并,等,所,能,可以,会,将,已,已经,曾,曾经,叫,称,称为,叫做,来,去,说,做,使,让,每,各,某,则,若,才,只,共,`;

const phrases = (text: string) =>
  text
    .split(",")
    .map((phrase) => phrase.trim())
    .filter(Boolean);
export const vietnameseStops = once(() => new Set(phrases(VIETNAMESE).map((phrase) => phraseKey(phrase))));
export const chineseStops = once(() => new Set(phrases(CHINESE)));
