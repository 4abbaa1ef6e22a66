// What the pages use of Apache ECharts, and nothing more.
import { use } from "echarts/core";
import { BarChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, SankeyChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

export { init } from "echarts/core";
