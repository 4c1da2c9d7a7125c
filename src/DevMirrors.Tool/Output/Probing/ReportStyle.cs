namespace DevMirrors.Tool;

internal static class ReportStyle
{
    /// <summary>Every text has a contrast of at least 7:1 on its ground, in both schemes; colours of bars at least 3:1.</summary>
    public const string Css =
        """
        :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--line:#d5dae1;--text:#1b2128;--dim:#4a5360;--link:#0b4a9e;--track:#e6e9ee;
        --good:#0a5429;--good-bg:#e3f5e9;--fair:#6b3d00;--fair-bg:#fff1d6;--bad:#8f1414;--bad-bg:#fde8e8;
        --p0:#7b5ea7;--p1:#1f74c9;--p2:#0e8577;--p3:#b8620a;--p4:#6b7684}
        @media screen and (prefers-color-scheme:dark){:root{--bg:#11151a;--card:#1a2027;--line:#343d48;--text:#edf0f3;--dim:#b4bdc8;--link:#9cc8ff;--track:#2b333d;
        --good:#8be0a9;--good-bg:#143323;--fair:#ffce85;--fair-bg:#3a2a0e;--bad:#ffb3b0;--bad-bg:#431c1d;
        --p0:#b79be6;--p1:#63aef5;--p2:#3fc4b3;--p3:#f0a04b;--p4:#909ba9}}
        *{box-sizing:border-box}
        body{margin:0;padding:1.5rem clamp(.75rem,3vw,2.5rem);max-width:100rem;margin-inline:auto;background:var(--bg);color:var(--text);
        font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC",sans-serif;overflow-wrap:break-word}
        h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.25rem;margin:0 0 .25rem}h3{font-size:1rem;margin:1rem 0 .25rem}
        p{margin:.25rem 0}ul{margin:0;padding:0;list-style:none}a{color:var(--link)}
        code{font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
        .lead{font-size:1.125rem}.dim,small,.url,caption,footer{color:var(--dim)}small,.url{display:block;font-size:.8125rem;font-weight:400}
        .vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        .skip{position:absolute;left:1rem;top:-4rem;padding:.5rem 1rem;background:var(--card);border:2px solid var(--link);border-radius:.375rem}.skip:focus{top:.5rem}
        :focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:.25rem}main:focus{outline:none}
        .tally,nav ul{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;margin:.75rem 0}.tally li{display:flex;align-items:center;gap:.375rem;font-weight:600}
        section{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1rem 1.25rem;margin:1.25rem 0}
        table{border-collapse:collapse;table-layout:fixed;width:100%;font-variant-numeric:tabular-nums}caption{text-align:left;padding-bottom:.75rem}
        th,td{text-align:left;vertical-align:top;padding:.75rem .75rem .75rem 0;border-top:1px solid var(--line)}
        thead th{border-top:0;padding-block:.25rem;font-size:.8125rem;color:var(--dim);font-weight:600}
        .rank{font-size:1.125rem;font-weight:700}.rank .dim{display:block;font-size:.8125rem;font-weight:400;line-height:1.4;padding-top:.25rem}.nb{white-space:nowrap}
        .badge{display:inline-flex;align-items:center;gap:.375rem;padding:.125rem .625rem;border-radius:1rem;border:1px solid;font-size:.875rem;font-weight:600;white-space:nowrap}
        .badge svg{width:1rem;height:1rem;flex:none}.good .badge,.badge.good{color:var(--good);background:var(--good-bg)}.badge.fair{color:var(--fair);background:var(--fair-bg)}.badge.bad{color:var(--bad);background:var(--bad-bg)}
        .bar,.meter{display:block;width:100%;height:.75rem;margin:.25rem 0;border-radius:.25rem}.meter{height:.375rem;max-width:10rem}
        .track{fill:var(--track)}.p0{fill:var(--p0);background:var(--p0)}.p1{fill:var(--p1);background:var(--p1)}.p2{fill:var(--p2);background:var(--p2)}.p3{fill:var(--p3);background:var(--p3)}.p4{fill:var(--p4);background:var(--p4)}
        .within{fill:var(--p2)}.over{fill:var(--bad)}
        .key{display:inline-block;width:.625rem;height:.625rem;border-radius:.125rem;margin-right:.3125rem;forced-color-adjust:none}
        .steps{display:flex;flex-wrap:wrap;gap:0 .75rem;font-size:.8125rem;color:var(--dim)}.steps li{white-space:nowrap}
        details{margin-top:.375rem}summary{cursor:pointer;color:var(--link);font-size:.875rem;width:fit-content;padding:.125rem 0}
        details ul{list-style:disc;padding-left:1.25rem;font-size:.875rem}
        dl{margin:.5rem 0;display:grid;gap:.375rem 1rem}dl div{display:grid;grid-template-columns:9rem 1fr;gap:.75rem;align-items:baseline}dd{margin:0}
        .id,.verdict,.fresh{overflow-wrap:anywhere}.verdict code{background:var(--track);padding:.0625rem .25rem;border-radius:.25rem}
        thead th:nth-child(1){width:6%}thead th:nth-child(2){width:18%}thead th:nth-child(3){width:23%}thead th:nth-child(4){width:22%}thead th:nth-child(5){width:10.5%}thead th:nth-child(6){width:11%}
        @media screen and (max-width:72rem){
        table,tbody,tr,caption{display:block}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        tr{display:grid;grid-template-columns:6rem 1fr 6rem 1fr;gap:.25rem .75rem;border-top:1px solid var(--line);padding:.875rem 0}
        th,td{display:block;border:0;padding:0}.id{grid-column:2/-1;font-size:1.0625rem}.rank{align-self:baseline}.rank .dim{padding:0}
        td:not(.rank){display:grid;grid-column:span 2;grid-template-columns:subgrid;align-items:baseline}td.verdict:not(.rank){grid-column:1/-1}.verdict div{grid-column:2/-1}
        td:not(.rank)::before{content:attr(data-label);color:var(--dim);font-size:.8125rem}}
        @media screen and (max-width:45rem){tr{grid-template-columns:6rem 1fr}}
        @media screen and (max-width:30rem){section{padding:.75rem .875rem}dl div{grid-template-columns:1fr;gap:0}}
        @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
        @media (forced-colors:active){.badge,section,.bar,.meter{border:1px solid}}
        @media print{:root{color-scheme:light;font-size:9pt;--bg:#fff;--card:#fff;--line:#999;--text:#000;--dim:#333;--track:#eee}body{padding:0}nav,.skip{display:none}
        section{border:0;padding:0}tr,dl div{break-inside:avoid}h2,caption{break-after:avoid}.bar,.meter,.badge,.key{print-color-adjust:exact}
        details::details-content{content-visibility:visible;display:block;block-size:auto}}
        """;
}
