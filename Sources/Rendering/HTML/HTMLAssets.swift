/// The page's style and behaviour, written into the page itself: it needs no network.
enum HTMLAssets {
    static let style = """
        *{box-sizing:border-box}
        body{margin:0;font:14px/1.6 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif;color:#1b1f24;background:#fff}
        a{color:#0b5394}a:focus-visible,button:focus-visible,input:focus-visible,.scroll:focus-visible{outline:3px solid #c55a11;outline-offset:1px}
        .skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:#fff;padding:6px;z-index:9}
        header{padding:20px 28px;background:#1f3864;color:#fff}header h1{margin:0;font-size:24px}header p{margin:6px 0 0;color:#e4ecf4;max-width:70em}
        nav{padding:10px 28px;border-bottom:1px solid #d0d7de;background:#f4f7fa;position:sticky;top:0;z-index:3;max-height:8.4em;overflow:auto}
        nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:4px 14px}nav small{color:#595959}
        main{padding:8px 28px 60px}section{padding-top:18px;scroll-margin-top:90px}
        h2{font-size:19px;color:#1f3864;margin:12px 0 0;border-bottom:2px solid #1f4e79}h3{font-size:15px;color:#1f3864;margin:18px 0 4px}
        .note{color:#595959;margin:4px 0 8px;font-size:13px}
        .tools{margin:6px 0;display:flex;gap:12px;align-items:center}.tools input{padding:4px 8px;border:1px solid #767676;border-radius:4px;min-width:18em;font:inherit}
        .pair{display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start}
        .scroll{overflow:auto;max-height:75vh;border:1px solid #d0d7de;width:fit-content;max-width:100%}
        table{border-collapse:collapse;font-size:13px}
        th{background:#1f4e79;color:#fff;position:sticky;top:0;padding:0;font-weight:600;white-space:nowrap;z-index:1}
        th button{all:unset;cursor:pointer;padding:6px 10px;display:block;width:100%;text-align:center;box-sizing:border-box}
        th button:focus-visible{outline:3px solid #ffd27f;outline-offset:-3px}th[aria-sort=ascending] button:after{content:" ▲"}th[aria-sort=descending] button:after{content:" ▼"}
        td{padding:4px 10px;border-bottom:1px solid #d0d7de;vertical-align:top;white-space:nowrap}td.w{white-space:normal;min-width:22em;max-width:44em}
        tbody tr:nth-child(even) td{background:#f4f7fa}td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        td.d{color:#1f4e79;font-style:italic}tfoot td{background:#e4ecf4;font-weight:600;border-top:2px solid #1f4e79}
        tbody tr td.c-good{background:#e2f0d9;color:#1e4620}tbody tr td.c-warn{background:#fff2cc;color:#5f4700;font-style:italic}tbody tr td.c-bad{background:#fbe0dd;color:#8b1a10;font-weight:600}
        tbody tr td.c-muted{color:#595959;font-style:italic}tbody tr td.c-strong{font-weight:600}
        mark{background:#ffe08a;color:#7a0c00;font-weight:700;text-decoration:underline;padding:0 2px}
        .figures{display:flex;flex-wrap:wrap;gap:12px}figure.chart{margin:8px 0;border:1px solid #d0d7de;padding:6px;overflow:auto;max-width:100%}
        .ct{font:600 14px inherit;text-anchor:middle;fill:#1f3864}.cl{font-size:11px;fill:#333}.cm{font-size:11px;text-anchor:middle;fill:#333}.ce{font-size:11px;text-anchor:end;fill:#333}.cg{stroke:#d0d7de}
        dialog{width:min(60em,92vw);max-height:86vh;border:1px solid #767676;border-radius:6px;padding:0}dialog::backdrop{background:rgba(20,30,50,.45)}
        dialog header{position:sticky;top:0;padding:12px 18px;display:flex;justify-content:space-between;gap:12px;align-items:start}dialog h2{color:#fff;border:0;margin:0;font-size:17px}
        dialog header p{font-size:12px}dialog button{font:inherit;padding:4px 14px;cursor:pointer}dialog .body{padding:8px 22px 22px;font-size:15px;line-height:1.9}dialog .body .role{color:#595959;font-size:13px}
        @media print{nav,.tools,dialog{display:none}.scroll{max-height:none;overflow:visible;border:0}section{break-before:page}th{position:static}}
        """

    static let script = """
        (function(){'use strict';
        var zh=document.documentElement.lang.indexOf('zh')===0;
        document.querySelectorAll('table[data-sortable]').forEach(function(table){
          var body=table.tBodies[0],rows=Array.prototype.slice.call(body.rows);
          rows.forEach(function(row,i){row.dataset.at=i});
          Array.prototype.forEach.call(table.tHead.rows[0].cells,function(th,at){
            th.querySelector('button').addEventListener('click',function(){
              var now=th.getAttribute('aria-sort'),next=now==='ascending'?'descending':now==='descending'?'none':'ascending';
              Array.prototype.forEach.call(table.tHead.rows[0].cells,function(o){o.setAttribute('aria-sort','none')});
              th.setAttribute('aria-sort',next);
              var sign=next==='descending'?-1:1;
              rows.slice().sort(function(a,b){
                if(next==='none')return a.dataset.at-b.dataset.at;
                var x=a.cells[at],y=b.cells[at],p=x.dataset.v,q=y.dataset.v;
                if(p!==undefined&&q!==undefined)return sign*(p-q)||a.dataset.at-b.dataset.at;
                if(p!==undefined||q!==undefined)return p!==undefined?-1:1;
                var s=x.textContent,t=y.textContent;
                if(s===''||t==='')return (s==='')-(t==='')||a.dataset.at-b.dataset.at;
                return sign*s.localeCompare(t,zh?'zh':'en')||a.dataset.at-b.dataset.at;
              }).forEach(function(row){body.appendChild(row)});
            });
          });
          var input=document.getElementById('f-'+table.id),count=document.getElementById('n-'+table.id);
          if(input)input.addEventListener('input',function(){
            var words=input.value.toLowerCase().split(/\\s+/).filter(Boolean),shown=0;
            rows.forEach(function(row){
              var text=row.textContent.toLowerCase(),hit=words.every(function(w){return text.indexOf(w)>=0});
              row.hidden=!hit;if(hit)shown++;
            });
            count.textContent=shown+' / '+rows.length;
          });
        });
        var data=document.getElementById('evidence-data');if(!data)return;
        data=JSON.parse(data.textContent);
        var dialog=document.getElementById('evidence-dialog'),opener=null;
        function mark(box,chars,from,to){
          box.appendChild(document.createTextNode(chars.slice(0,from).join('')));
          var m=document.createElement('mark');m.textContent=chars.slice(from,to).join('');box.appendChild(m);
          box.appendChild(document.createTextNode(chars.slice(to).join('')));return m;
        }
        function show(id,from){
          var fact=data.facts[id];if(!fact)return false;
          var article=data.articles[fact.a],body=dialog.querySelector('.body'),found=null;body.textContent='';
          dialog.querySelector('h2').textContent=article?article.title:fact.document;
          dialog.querySelector('header p').textContent=[fact.document,article&&article.date,article&&article.byline,(zh?'字符 ':'characters ')+fact.start+'–'+fact.end].filter(Boolean).join(' · ');
          if(article)article.paragraphs.forEach(function(p){
            var box=document.createElement('p'),chars=Array.from(p.t),before=0,done=false;
            if(p.r!=='body'&&p.r!=='lead')box.className='role';
            for(var i=0;i<p.p.length&&!done;i++){
              var s=p.p[i][0],e=p.p[i][1];
              if(!found&&fact.start>=s&&fact.start<e){
                found=mark(box,chars,before+fact.start-s,before+Math.min(fact.end,e)-s);done=true;
              }
              before+=e-s;
            }
            if(!done)box.textContent=p.t;
            body.appendChild(box);
          });
          if(!found){
            var q=document.createElement('p'),text=Array.from(fact.sentence),at=fact.quote;
            if(at>=0)found=mark(q,text,at,at+Array.from(fact.surface).length);else q.textContent=fact.sentence;
            body.insertBefore(q,body.firstChild);
          }
          opener=from;dialog.showModal();
          dialog.querySelector('button').focus();
          if(found)found.scrollIntoView({block:'center'});
          return true;
        }
        document.addEventListener('click',function(event){
          var link=event.target.closest&&event.target.closest('a[data-fact]');
          if(link&&show(link.dataset.fact,link))event.preventDefault();
        });
        dialog.querySelector('button').addEventListener('click',function(){dialog.close()});
        dialog.addEventListener('close',function(){if(opener)opener.focus()});
        })();
        """
}
